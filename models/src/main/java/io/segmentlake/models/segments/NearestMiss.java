package io.segmentlake.models.segments;

import java.util.List;

/**
 * The smallest set of changes after which a customer belongs to a segment.
 *
 * @param changes all of them are needed
 */
public record NearestMiss(List<Change> changes) {

  /**
   * One value that has to be different.
   *
   * @param column of the customer's row
   * @param from BigDecimal, String, Boolean, LocalDate, Instant or null
   * @param to the nearest value that will do
   * @param text for people, for example {@code 3 days short: days_since_last_order is 178, needs >
   *     180}
   */
  public record Change(String column, Object from, Object to, String text) {}

  @Override
  public String toString() {
    return String.join("\n", changes.stream().map(Change::text).toList());
  }
}
