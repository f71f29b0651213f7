package io.segmentlake.jobs.generate;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Writes instants the three ways the shop's systems write them. */
final class Stamps {
  private static final DateTimeFormatter CZECH = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final int MARGIN = 2;

  private final ShopCalendar calendar;
  private final String[] czech;
  private final String[] iso;
  private final long firstDay;

  Stamps(ShopCalendar calendar) {
    this.calendar = calendar;
    int first = -ShopCalendar.DAYS_BEFORE - MARGIN;
    int all = calendar.days() - first + MARGIN;
    czech = new String[all];
    iso = new String[all];
    firstDay = calendar.dateOf(first).toEpochDay();
    for (int i = 0; i < all; i++) {
      LocalDate date = LocalDate.ofEpochDay(firstDay + i);
      czech[i] = CZECH.format(date);
      iso[i] = date.toString();
    }
  }

  /** The shop's clock without a zone: {@code 26.10.2025 02:30:00} stands for two instants. */
  String local(long at) {
    StringBuilder text = new StringBuilder(19);
    text.append(czech[index(localDay(at))]).append(' ');
    return clock(text, calendar.clock(at)).toString();
  }

  /** The shop's clock with its offset: {@code 2025-10-26T02:30:00+01:00}. */
  String offset(long at) {
    StringBuilder text = new StringBuilder(25);
    text.append(iso[index(localDay(at))]).append('T');
    clock(text, calendar.clock(at)).append("+0").append(calendar.offsetHours(at));
    return text.append(":00").toString();
  }

  /** {@code 2025-10-26T01:30:00Z}. */
  String utc(long at) {
    StringBuilder text = new StringBuilder(20);
    text.append(iso[index(Math.floorDiv(at, ShopCalendar.DAY_SECONDS))]).append('T');
    return clock(text, Math.floorMod(at, ShopCalendar.DAY_SECONDS)).append('Z').toString();
  }

  private long localDay(long at) {
    return calendar.dateOf(calendar.dayOf(at)).toEpochDay();
  }

  private int index(long epochDay) {
    return (int) Math.max(0, Math.min(iso.length - 1L, epochDay - firstDay));
  }

  private static StringBuilder clock(StringBuilder text, int second) {
    two(text, second / 3_600);
    two(text.append(':'), second / 60 % 60);
    return two(text.append(':'), second % 60);
  }

  private static StringBuilder two(StringBuilder text, int value) {
    return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}
