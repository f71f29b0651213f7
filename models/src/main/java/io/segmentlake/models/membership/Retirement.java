package io.segmentlake.models.membership;

import java.util.ArrayList;
import java.util.List;

/**
 * The instant from which on a definition is no longer asked: nobody is its member any more.
 *
 * @param from in microseconds since 1970
 */
public record Retirement(long from) {

  /**
   * The intervals up to the retirement; what began at it or later is not there.
   *
   * @param stored ascending and apart from each other
   */
  public List<Interval> into(List<Interval> stored) {
    List<Interval> kept = new ArrayList<>();
    for (Interval interval : stored) {
      if (interval.from() < from) {
        boolean ended = interval.to().map(end -> end <= from).orElse(false);
        kept.add(ended ? interval : Interval.of(interval.from(), from));
      }
    }
    return kept;
  }
}
