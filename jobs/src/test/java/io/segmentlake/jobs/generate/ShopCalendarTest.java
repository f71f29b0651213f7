package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ShopCalendarTest {
  private static final LocalDate FORWARD = LocalDate.of(2026, 3, 29);
  private static final LocalDate BACK = LocalDate.of(2025, 10, 26);
  private static final int HALF_PAST_TWO = 9_000;

  private final ShopCalendar calendar = new ShopCalendar(LocalDate.of(2025, 7, 1), 365);

  @Test
  void knowsTheBusinessDayOfTheFirstAndTheLastSecondOfEachDay() {
    for (int day = -ShopCalendar.DAYS_BEFORE; day < calendar.days(); day++) {
      assertThat(calendar.dayOf(calendar.startOf(day))).isEqualTo(day);
      assertThat(calendar.dayOf(calendar.startOf(day + 1) - 1)).isEqualTo(day);
    }
  }

  @Test
  void hasADayOf23HoursAndOneOf25() {
    int forward = calendar.dayOf(FORWARD);
    int back = calendar.dayOf(BACK);
    assertThat(calendar.startOf(forward + 1) - calendar.startOf(forward)).isEqualTo(23 * 3_600);
    assertThat(calendar.startOf(back + 1) - calendar.startOf(back)).isEqualTo(25 * 3_600);
  }

  @Test
  void showsASkippedHourAsTheNextOne() {
    long at = calendar.at(calendar.dayOf(FORWARD), HALF_PAST_TWO);
    assertThat(Instant.ofEpochSecond(at)).isEqualTo("2026-03-29T01:30:00Z");
    assertThat(calendar.clock(at)).isEqualTo(HALF_PAST_TWO + 3_600);
    assertThat(calendar.offsetHours(at)).isEqualTo(2);
  }

  @Test
  void meetsADoubledHourBothTimes() {
    long first = calendar.at(calendar.dayOf(BACK), HALF_PAST_TWO);
    long second = calendar.at(calendar.dayOf(BACK), HALF_PAST_TWO + 1);
    assertThat(Instant.ofEpochSecond(first)).isEqualTo("2025-10-26T00:30:00Z");
    assertThat(Instant.ofEpochSecond(second)).isEqualTo("2025-10-26T01:30:01Z");
    assertThat(calendar.clock(second)).isEqualTo(HALF_PAST_TWO + 1);
    assertThat(calendar.offsetHours(first)).isEqualTo(2);
    assertThat(calendar.offsetHours(second)).isEqualTo(1);
  }

  @Test
  void takesInstantsFarAwayForTheNearestDayItKnows() {
    assertThat(calendar.dayOf(0L)).isEqualTo(-ShopCalendar.DAYS_BEFORE);
    assertThat(calendar.dayOf(Long.MAX_VALUE)).isGreaterThan(calendar.lastDay());
  }
}
