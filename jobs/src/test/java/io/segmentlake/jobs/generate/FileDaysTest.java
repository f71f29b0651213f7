package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FileDaysTest {
  /** 40 days from 1 October to 9 November. */
  private final FileDays days = new FileDays(new ShopCalendar(LocalDate.of(2025, 10, 1), 40));

  @Test
  void putsADayIntoTheFileOfThatDay() {
    assertThat(days.of(Feed.ORDERS, 3)).isEqualTo(3);
    assertThat(days.path(Feed.ORDERS, 3)).isEqualTo("orders/orders-2025-10-04.csv");
    assertThat(days.path(Feed.WEB_EVENTS, 39)).isEqualTo("web-events/web-events-2025-11-09.jsonl");
  }

  @Test
  void endsWeeksWithTheWeekdayOfTheLastDay() {
    assertThat(days.of(Feed.SURVEYS, 39)).isEqualTo(39);
    assertThat(days.of(Feed.SURVEYS, 33)).isEqualTo(39);
    assertThat(days.of(Feed.SURVEYS, 32)).isEqualTo(32);
    assertThat(days.of(Feed.SURVEYS, 0)).isEqualTo(4);
  }

  @Test
  void endsMonthsWithTheCalendar() {
    assertThat(days.path(Feed.COSTS, days.of(Feed.COSTS, 0)))
        .isEqualTo("costs/costs-2025-10-31.csv");
    // The file of November has not been made on the 9th.
    assertThat(days.of(Feed.COSTS, 39)).isEqualTo(60);
  }

  @Test
  void numbersTheBlocksOfTruth() {
    assertThat(days.path(Feed.TRUE_TRIAL, 12)).isEqualTo("trial/trial-00012.csv");
    assertThatThrownBy(() -> days.of(Feed.TRUE_TRIAL, 1)).hasMessageContaining("by blocks");
  }
}
