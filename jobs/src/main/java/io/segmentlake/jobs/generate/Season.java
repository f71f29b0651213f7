package io.segmentlake.jobs.generate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;

/** How much more or less is bought on a day, and how deep prices are cut on it. */
final class Season {
  private static final double[] WEEKDAY = {1.12, 1.06, 1.02, 1.0, .90, .80, 1.10};
  private static final double[] MONTH = {
    .90, .92, .98, 1.0, 1.0, .95, .85, .88, 1.02, 1.08, 1.25, 1.55
  };
  private static final double BLACK_FRIDAY = 2.4;

  private final ShopCalendar calendar;
  private final double[] demand;
  private final double[] depth;

  Season(ShopCalendar calendar) {
    this.calendar = calendar;
    int all = ShopCalendar.DAYS_BEFORE + calendar.days() + 60;
    demand = new double[all];
    depth = new double[all];
    for (int i = 0; i < all; i++) {
      LocalDate date = calendar.dateOf(i - ShopCalendar.DAYS_BEFORE);
      demand[i] = demandOn(date);
      depth[i] = depthOn(date);
    }
  }

  /** Demand as a multiple of an ordinary day's. */
  double demand(int day) {
    return demand[day + ShopCalendar.DAYS_BEFORE];
  }

  /** Share off the price of what is on sale; 0 on most days. */
  double saleDepth(int day) {
    return depth[day + ShopCalendar.DAYS_BEFORE];
  }

  boolean startsSale(int day) {
    return saleDepth(day) > 0 && saleDepth(day - 1) == 0;
  }

  boolean endsSale(int day) {
    return saleDepth(day) == 0 && day > 0 && saleDepth(day - 1) > 0;
  }

  LocalDate dateOf(int day) {
    return calendar.dateOf(day);
  }

  private static double demandOn(LocalDate date) {
    double usual = WEEKDAY[date.getDayOfWeek().ordinal()] * MONTH[date.getMonthValue() - 1];
    // What is ordered after the 20th does not come before Christmas.
    if (date.getMonth() == Month.DECEMBER && date.getDayOfMonth() > 20) {
      return usual * .35;
    }
    return date.equals(blackFriday(date.getYear())) ? usual * BLACK_FRIDAY : usual;
  }

  private static double depthOn(LocalDate date) {
    LocalDate friday = blackFriday(date.getYear());
    if (!date.isBefore(friday.minusDays(3)) && !date.isAfter(friday.plusDays(3))) {
      return .25;
    }
    if (date.getMonth() == Month.JANUARY && date.getDayOfMonth() >= 5) {
      return date.getDayOfMonth() <= 18 ? .15 : 0;
    }
    return date.getMonth() == Month.JUNE && date.getDayOfMonth() <= 14 ? .15 : 0;
  }

  static LocalDate blackFriday(int year) {
    LocalDate thanksgiving =
        LocalDate.of(year, Month.NOVEMBER, 1)
            .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
    return thanksgiving.plusDays(1);
  }
}
