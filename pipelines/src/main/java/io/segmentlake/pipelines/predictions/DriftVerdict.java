package io.segmentlake.pipelines.predictions;

import io.segmentlake.models.drift.Spread;
import java.util.Locale;

/** What the population stability index of one number means (limits: Siddiqi 2006). */
public enum DriftVerdict {
  /** The day of training, which others are held against. */
  TRAINED,
  STEADY,
  /** Worth a look. */
  MOVED,
  /** What was learned no longer holds. */
  BROKEN,
  TOO_FEW;

  static final double MOVED_FROM = .1;
  static final double BROKEN_FROM = .25;

  /** Between fewer customers the index is chance: ten bins of 200 move by .05 of themselves. */
  static final long LEAST_CUSTOMERS = 200;

  static DriftVerdict of(double index, Spread now, Spread before) {
    if (Math.min(now.customers(), before.customers()) < LEAST_CUSTOMERS) {
      return TOO_FEW;
    }
    return index >= BROKEN_FROM ? BROKEN : index >= MOVED_FROM ? MOVED : STEADY;
  }

  /** As the table has it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static DriftVerdict of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
