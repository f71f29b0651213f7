package io.segmentlake.models.uplift;

import io.segmentlake.models.metrics.Estimate;
import java.util.Locale;

/**
 * Whether a treatment was seen to work differently on different customers, so that it pays to pick
 * them by uplift. Both measures come from customers that the models had not seen.
 *
 * @param qini normalised Qini of the model of uplift
 * @param aboveResponse what it is above that of a {@link ResponseModel} on the same folds; if that
 *     orders customers as well, they differ in what they do anyway and not in what is done to them
 */
public record Heterogeneity(Estimate qini, Estimate aboveResponse) {

  public static Heterogeneity of(FoldScores uplift, FoldScores response) {
    return new Heterogeneity(uplift.interval(), uplift.minus(response).interval());
  }

  /** Whether both intervals lie above 0. If not, treat all or nobody. */
  public boolean isFound() {
    return qini.isAboveZero() && aboveResponse.isAboveZero();
  }

  /**
   * For example {@code no heterogeneity found: normalised Qini 0.013 (-0.020 to 0.046), above the
   * response model by 0.001 (-0.030 to 0.032)}.
   */
  public String words() {
    return "%s: normalised Qini %s, above the response model by %s"
        .formatted(
            isFound() ? "heterogeneity found" : "no heterogeneity found",
            words(qini),
            words(aboveResponse));
  }

  private static String words(Estimate estimate) {
    return String.format(
        Locale.ROOT, "%.3f (%.3f to %.3f)", estimate.value(), estimate.low(), estimate.high());
  }
}
