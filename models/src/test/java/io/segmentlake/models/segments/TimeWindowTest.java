package io.segmentlake.models.segments;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TimeWindowTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Test
  void ninetyDaysAreTheAsOfDateAndThe89BeforeIt() {
    assertThat(
            held("90 days", "2024-03-31", "2024-01-01", "2024-01-02", "2024-03-31", "2024-04-01"))
        .containsExactly("2024-01-02", "2024-03-31");
  }

  @Test
  void oneDayIsTheAsOfDate() {
    assertThat(held("1 day", "2024-03-31", "2024-03-30", "2024-03-31", "2024-04-01"))
        .containsExactly("2024-03-31");
  }

  @Test
  void rangesOfDaysHaveBothEnds() {
    assertThat(
            held(
                "120..30 days ago",
                "2024-06-30",
                "2024-03-01",
                "2024-03-02",
                "2024-05-31",
                "2024-06-01"))
        .containsExactly("2024-03-02", "2024-05-31");
  }

  @Test
  void calendarMonthsClampToTheEndOfShorterMonths() {
    assertThat(held("1 month", "2023-03-31", "2023-02-28", "2023-03-01"))
        .containsExactly("2023-03-01");
    assertThat(held("1 month", "2024-03-31", "2024-02-29", "2024-03-01"))
        .containsExactly("2024-03-01");
    assertThat(held("3 months", "2024-05-31", "2024-02-29", "2024-03-01"))
        .containsExactly("2024-03-01");
    assertThat(held("6..3 months ago", "2024-08-31", "2024-02-28", "2024-02-29", "2024-05-31"))
        .containsExactly("2024-02-29", "2024-05-31");
  }

  @Test
  void firstDatesAreThoseThatRowsAreJudgedBy() {
    LocalDate asOf = LocalDate.of(2024, 3, 31);

    assertThat(TimeWindow.parse("90 days").firstDate(asOf)).contains(LocalDate.of(2024, 1, 2));
    assertThat(TimeWindow.parse("1 month").firstDate(asOf)).contains(LocalDate.of(2024, 3, 1));
    assertThat(TimeWindow.parse("120..30 days ago").firstDate(asOf))
        .contains(LocalDate.of(2023, 12, 2));
    assertThat(TimeWindow.ALL_TIME.firstDate(asOf)).isEmpty();
  }

  private static List<String> held(String window, String asOf, String... dates) {
    Row[] rows = new Row[dates.length];
    for (int i = 0; i < dates.length; i++) {
      rows[i] = RowFactory.create(Date.valueOf(dates[i]), Date.valueOf(asOf));
    }
    return SPARK
        .table("event_on date, as_of date", rows)
        .where(TimeWindow.parse(window).holds(col("event_on"), col("as_of")))
        .collectAsList()
        .stream()
        .map(row -> row.getDate(0).toString())
        .toList();
  }
}
