package io.segmentlake.jobs.segments;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Sizes over time as a line of blocks.
 *
 * @param dates shown, ascending
 */
record Trend(List<LocalDate> dates) {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final String NOT_EVALUATED = "·";
  private static final int MOST_DATES = 14;

  /** The first and the last date, and between them as many as there is room for, evenly spaced. */
  static Trend over(Collection<LocalDate> evaluated) {
    List<LocalDate> all = List.copyOf(new TreeSet<>(evaluated));
    int shown = Math.min(all.size(), MOST_DATES);
    List<LocalDate> dates = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      dates.add(all.get(shown == 1 ? 0 : Math.round(i * (all.size() - 1f) / (shown - 1))));
    }
    return new Trend(List.copyOf(dates));
  }

  /** One block per date, from the smallest size shown to the largest. */
  String line(Map<LocalDate, Long> sizes) {
    List<Long> shown = dates.stream().map(sizes::get).filter(size -> size != null).toList();
    long least = shown.stream().mapToLong(Long::longValue).min().orElse(0);
    long most = shown.stream().mapToLong(Long::longValue).max().orElse(0);
    StringBuilder line = new StringBuilder();
    for (LocalDate date : dates) {
      Long size = sizes.get(date);
      line.append(size == null ? NOT_EVALUATED : BARS.charAt(step(size, least, most)));
    }
    return line.toString();
  }

  private static int step(long size, long least, long most) {
    return most == least ? 3 : (int) ((size - least) * (BARS.length() - 1) / (most - least));
  }
}
