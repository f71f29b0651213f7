package io.segmentlake.models.segments;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;

/**
 * Which business dates a measure looks at, seen from the as-of date D.
 *
 * @param from days or months back to the first date; 0 for all time
 * @param to days or months back to the last date
 * @param unit of both
 * @param isRange whether the date {@code from} back belongs to it: {@code 120..30 days ago} starts
 *     at D − 120, {@code 90 days} starts one day after D − 90
 */
public record TimeWindow(int from, int to, Unit unit, boolean isRange) {
  public static final TimeWindow ALL_TIME = new TimeWindow(0, 0, Unit.DAYS, false);

  static final String ALLOWED =
      "a window; write '90 days', '3 months', '120..30 days ago', or leave it out for all time";

  private static final Pattern LAST = Pattern.compile("(\\d{1,4}) (day|month)s?");
  private static final Pattern RANGE =
      Pattern.compile("(\\d{1,4})\\.\\.(\\d{1,4}) (day|month)s? ago");

  /** Calendar months clamp: 31 March less one month is the last of February. */
  public enum Unit {
    DAYS,
    MONTHS
  }

  /**
   * Reads a window.
   *
   * @throws IllegalArgumentException where the text is none
   */
  static TimeWindow parse(String text) {
    Matcher last = LAST.matcher(text);
    if (last.matches() && Integer.parseInt(last.group(1)) > 0) {
      return new TimeWindow(Integer.parseInt(last.group(1)), 0, unit(last.group(2)), false);
    }
    Matcher range = RANGE.matcher(text);
    if (range.matches() && Integer.parseInt(range.group(1)) > Integer.parseInt(range.group(2))) {
      return new TimeWindow(
          Integer.parseInt(range.group(1)),
          Integer.parseInt(range.group(2)),
          unit(range.group(3)),
          true);
    }
    throw new IllegalArgumentException(text);
  }

  private static Unit unit(String word) {
    return word.equals("day") ? Unit.DAYS : Unit.MONTHS;
  }

  boolean isAllTime() {
    return from == 0;
  }

  /** Whether a row belongs to it; rows after D never do. */
  Column holds(Column eventOn, Column asOf) {
    if (isAllTime()) {
      return eventOn.leq(asOf);
    }
    Column start = back(asOf, from);
    Column begun = isRange ? eventOn.geq(start) : eventOn.gt(start);
    return begun.and(eventOn.leq(to == 0 ? asOf : back(asOf, to)));
  }

  private Column back(Column asOf, int count) {
    return unit == Unit.DAYS ? date_sub(asOf, count) : add_months(asOf, lit(-count));
  }

  /** The first date that belongs to it; empty for all time. */
  Optional<LocalDate> firstDate(LocalDate asOf) {
    if (isAllTime()) {
      return Optional.empty();
    }
    LocalDate start = unit == Unit.DAYS ? asOf.minusDays(from) : asOf.minusMonths(from);
    return Optional.of(isRange ? start : start.plusDays(1));
  }

  /** As written in a definition; empty for all time. */
  String text() {
    String unitText = unit.name().toLowerCase(java.util.Locale.ROOT);
    if (isAllTime()) {
      return "";
    }
    return isRange ? from + ".." + to + " " + unitText + " ago" : from + " " + unitText;
  }
}
