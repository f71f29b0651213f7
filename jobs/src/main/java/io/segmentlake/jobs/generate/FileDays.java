package io.segmentlake.jobs.generate;

import java.time.temporal.TemporalAdjusters;

/** The day of the file that a day's lines come in. */
final class FileDays {
  private static final int WEEK = 7;

  private final ShopCalendar calendar;

  FileDays(ShopCalendar calendar) {
    this.calendar = calendar;
  }

  /** A file is made at the end of its day, week or month and holds what was known by then. */
  int of(Feed feed, int day) {
    return switch (feed.cadence) {
      case DAILY -> day;
      case WEEKLY -> calendar.lastDay() - Math.floorDiv(calendar.lastDay() - day, WEEK) * WEEK;
      case MONTHLY -> calendar.dayOf(calendar.dateOf(day).with(TemporalAdjusters.lastDayOfMonth()));
      case BLOCKS ->
          throw new IllegalArgumentException(
              "Cannot find the day of a file of %s: it goes by blocks. Use addTruth."
                  .formatted(feed));
    };
  }

  /** The path of a file below the landing folder, or the folder of truth. */
  String path(Feed feed, int file) {
    String number = feed.isTruth() ? "%05d".formatted(file) : calendar.dateOf(file).toString();
    return "%s/%s-%s.%s".formatted(feed.folder, feed.folder, number, feed.extension());
  }
}
