package io.segmentlake.models.membership;

import java.util.Optional;

/**
 * A half-open span in which somebody is a member.
 *
 * @param from first instant in, in microseconds since 1970
 * @param to first instant out; empty while the membership lasts
 */
public record Interval(long from, Optional<Long> to) {

  static Interval open(long from) {
    return new Interval(from, Optional.empty());
  }

  public static Interval of(long from, long to) {
    return new Interval(from, Optional.of(to));
  }

  public boolean holds(long instant) {
    return from <= instant && to.map(end -> instant < end).orElse(true);
  }

  boolean endsBefore(long instant) {
    return to.isPresent() && to.get() < instant;
  }
}
