package io.segmentlake.models.mart;

import java.util.List;

/**
 * The schema {@code mart}. Views and no tables: they cost nothing while nobody asks, are never
 * older than what they are made of, and cannot be left half written. What they read is already
 * summed up to a row per customer or per segment and date; only the days of sales are added up.
 */
public final class Mart {
  private Mart() {}

  public static List<MartView> views() {
    return List.of(
        SegmentViews.SIZES,
        SegmentViews.MEMBERS,
        SalesView.DAILY,
        CustomerViews.CUSTOMERS,
        CustomerViews.SCORES);
  }
}
