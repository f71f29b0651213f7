package io.segmentlake.models.segments;

import java.util.List;

/**
 * What a segment is for, and how one sees that it works.
 *
 * @param kind one of {@link #KINDS}
 * @param metric snake case, for example {@code reactivated_orders_60d}
 */
public record Goal(String kind, String metric) {
  static final String PURCHASE = "purchase";

  /** Selling is one goal among others; each segment has at least one of the others. */
  static final List<String> KINDS =
      List.of(
          PURCHASE,
          "relationship",
          "engagement",
          "education",
          "satisfaction",
          "trust",
          "data",
          "deliverability");

  @Override
  public String toString() {
    return kind + ": " + metric;
  }
}
