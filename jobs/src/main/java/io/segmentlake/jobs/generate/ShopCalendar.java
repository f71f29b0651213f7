package io.segmentlake.jobs.generate;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/**
 * The shop's days and instants: day 0 is the first day with files, earlier days are negative, and
 * an instant is a number of seconds since 1970.
 */
final class ShopCalendar {
  static final ZoneId ZONE = ZoneId.of("Europe/Prague");
  static final int DAY_SECONDS = 86_400;

  /** Lives begin up to so many days before the first day with files. */
  static final int DAYS_BEFORE = 365;

  private static final int DAYS_AFTER = 120;

  private final LocalDate first;
  private final int days;
  private final long[] starts;

  ShopCalendar(LocalDate first, int days) {
    this.first = first;
    this.days = days;
    starts = new long[DAYS_BEFORE + days + DAYS_AFTER];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = dateOf(i - DAYS_BEFORE).atStartOfDay(ZONE).toEpochSecond();
    }
  }

  static ShopCalendar of(GenerateOptions options) {
    return new ShopCalendar(options.from(), options.days());
  }

  /** Days with files. */
  int days() {
    return days;
  }

  int lastDay() {
    return days - 1;
  }

  LocalDate dateOf(int day) {
    return first.plusDays(day);
  }

  int dayOf(LocalDate date) {
    return (int) (date.toEpochDay() - first.toEpochDay());
  }

  long startOf(int day) {
    return starts[day + DAYS_BEFORE];
  }

  /** The business day of an instant; of one far outside the shop's time, the nearest known day. */
  int dayOf(long at) {
    long guess = (at - starts[0]) / DAY_SECONDS;
    int index = (int) Math.max(0, Math.min(starts.length - 2L, guess));
    // Days of 23 and 25 hours put the guess off by at most one.
    if (at >= starts[index + 1] && index < starts.length - 2) {
      index++;
    } else if (at < starts[index] && index > 0) {
      index--;
    }
    return index - DAYS_BEFORE;
  }

  /** The first instant that no file can tell of. */
  long end() {
    return startOf(days);
  }

  boolean isRegular(int day) {
    return startOf(day + 1) - startOf(day) == DAY_SECONDS;
  }

  /**
   * The instant at which the shop's clock shows a second of a day. Clocks that go forward show a
   * missing hour as the next one; of a doubled hour the odd seconds are taken the second time.
   */
  long at(int day, int second) {
    if (isRegular(day)) {
      return startOf(day) + second;
    }
    ZonedDateTime local = ZonedDateTime.of(dateOf(day), LocalTime.ofSecondOfDay(second), ZONE);
    return (second % 2 == 0 ? local : local.withLaterOffsetAtOverlap()).toEpochSecond();
  }

  /** What the shop's clock shows at an instant, as seconds after midnight. */
  int clock(long at) {
    int day = dayOf(at);
    long elapsed = at - startOf(day);
    if (!isRegular(day)) {
      ZoneOffsetTransition change =
          ZONE.getRules().nextTransition(java.time.Instant.ofEpochSecond(startOf(day)));
      if (at >= change.toEpochSecond()) {
        elapsed += change.getDuration().toSeconds();
      }
    }
    return (int) elapsed;
  }

  /** Hours by which the shop's clock is ahead of UTC. */
  int offsetHours(long at) {
    long midnight = dateOf(dayOf(at)).toEpochDay() * DAY_SECONDS;
    return (int) ((midnight + clock(at) - at) / 3_600);
  }
}
