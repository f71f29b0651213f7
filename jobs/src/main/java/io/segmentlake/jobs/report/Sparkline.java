package io.segmentlake.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A trend as points of an SVG drawing, 100 wide and 24 high.
 *
 * @param line points of the line
 * @param area the same, closed along the bottom
 */
record Sparkline(String line, String area) {
  private static final double TOP = 2;
  private static final double BOTTOM = 22;
  private static final double WIDTH = 100;

  /** The values from the smallest to the largest one; null for a day without a value. */
  static Sparkline of(List<Long> values) {
    return of(values, values.stream().filter(Objects::nonNull).mapToLong(v -> v).min().orElse(0));
  }

  /** The values from 0. */
  static Sparkline fromZero(List<Long> values) {
    return of(values, 0);
  }

  private static Sparkline of(List<Long> values, long low) {
    long high = values.stream().filter(Objects::nonNull).mapToLong(v -> v).max().orElse(0);
    List<String> points = new ArrayList<>();
    String first = "";
    String last = "";
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != null) {
        double x = values.size() == 1 ? WIDTH : WIDTH * i / (values.size() - 1);
        double y =
            high == low
                ? (TOP + BOTTOM) / 2
                : BOTTOM - (BOTTOM - TOP) * (values.get(i) - low) / (high - low);
        points.add(point(x, y));
        first = first.isEmpty() ? point(x, WIDTH / 4) : first;
        last = point(x, WIDTH / 4);
      }
    }
    String line = String.join(" ", points);
    return new Sparkline(line, points.isEmpty() ? "" : first + " " + line + " " + last);
  }

  private static String point(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
  }
}
