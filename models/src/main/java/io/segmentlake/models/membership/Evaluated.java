package io.segmentlake.models.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run of instants at which one membership was found out anew, with none evaluated between them.
 *
 * @param instants ascending, at least one
 * @param isIn whether the rule was TRUE at each
 * @param next the next instant that an earlier run evaluated, after all of these; its answer stands
 */
public record Evaluated(List<Long> instants, List<Boolean> isIn, Optional<Long> next) {

  public Evaluated {
    instants = List.copyOf(instants);
    isIn = List.copyOf(isIn);
    if (instants.isEmpty() || instants.size() != isIn.size()) {
      throw new IllegalArgumentException(
          "Cannot take "
              + isIn.size()
              + " answers for "
              + instants.size()
              + " instants. Each instant has one.");
    }
  }

  /**
   * The intervals after the run: what it found from its first instant to the next one evaluated,
   * and what stood before and after. Intervals that touch are one.
   *
   * @param stored ascending and apart from each other
   */
  public List<Interval> into(List<Interval> stored) {
    List<Interval> spliced = new ArrayList<>();
    stored.forEach(interval -> before(interval).ifPresent(part -> add(spliced, part)));
    for (int i = 0; i < instants.size(); i++) {
      if (isIn.get(i)) {
        Optional<Long> end = i + 1 < instants.size() ? Optional.of(instants.get(i + 1)) : next;
        add(spliced, new Interval(instants.get(i), end));
      }
    }
    stored.forEach(interval -> after(interval).ifPresent(part -> add(spliced, part)));
    return spliced;
  }

  private Optional<Interval> before(Interval interval) {
    long first = instants.get(0);
    if (interval.from() >= first) {
      return Optional.empty();
    }
    return Optional.of(interval.endsBefore(first) ? interval : Interval.of(interval.from(), first));
  }

  private Optional<Interval> after(Interval interval) {
    if (next.isEmpty() || interval.to().map(end -> end <= next.get()).orElse(false)) {
      return Optional.empty();
    }
    return Optional.of(new Interval(Math.max(interval.from(), next.get()), interval.to()));
  }

  private static void add(List<Interval> intervals, Interval interval) {
    int last = intervals.size() - 1;
    if (last >= 0 && intervals.get(last).to().equals(Optional.of(interval.from()))) {
      intervals.set(last, new Interval(intervals.get(last).from(), interval.to()));
    } else {
      intervals.add(interval);
    }
  }
}
