package io.segmentlake.models.metrics;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GroupAmountsTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Test
  void tellsPromiseAndAmountOfEachGroupAndWhatOfItIsChance() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(rows("CZ", 30, 10, 50));
    rows.addAll(rows("CZ", 30, 90, 50));
    rows.addAll(rows("SK", 30, 90, 30));
    rows.addAll(rows("AT", 50, 20, 10));
    rows.addAll(rows(null, 10, 10, 60));

    List<GroupScore> scores =
        GroupAmounts.of(
            SPARK.table("country string, value double, came double", rows.toArray(Row[]::new)),
            ScoreColumns.of("value", "came"),
            Map.of("country", col("country")));

    // Errors of −20 and +60 about their mean of 20: a standard deviation of 40, of 100 customers.
    // Of the small groups 10 errors of −30 and 30 of +60 about 37.5: √1518.75, of 40.
    assertThat(scores)
        .usingRecursiveComparison()
        .withComparatorForType(
            (a, b) -> Double.isNaN(a) && Double.isNaN(b) || Math.abs(a - b) < 1e-9 ? 0 : 1,
            Double.class)
        .isEqualTo(
            List.of(
                score("CZ", 100, 30, 50, 1.96 * 40 / 10),
                score("other", 40, 35, 72.5, 1.96 * Math.sqrt(1518.75 / 40)),
                score("unknown", 60, 10, 10, 0)));
    assertThat(scores.get(0).unfairness()).isCloseTo(20 - 7.84, within(1e-9));
  }

  private static GroupScore score(
      String group, long customers, double promised, double observed, double margin) {
    return new GroupScore(
        "country", group, customers, promised, observed, margin, Double.NaN, Double.NaN);
  }

  private static List<Row> rows(String country, double value, double came, int count) {
    return Collections.nCopies(count, RowFactory.create(country, value, came));
  }
}
