package io.segmentlake.models.propensity;

import io.segmentlake.models.training.Sufficiency;
import java.util.Optional;

/**
 * What training came to.
 *
 * @param verdict whether there is a model, and if not why
 * @param model empty without one
 * @param heldOut how it did on the final window, whose labels were read once; empty without a model
 */
public record PropensityResult(
    Sufficiency.Verdict verdict,
    Optional<CategoryPropensity> model,
    Optional<PropensityMetrics> heldOut) {

  static PropensityResult of(
      Sufficiency.Verdict verdict, CategoryPropensity model, PropensityMetrics heldOut) {
    return new PropensityResult(verdict, Optional.of(model), Optional.of(heldOut));
  }

  static PropensityResult none(Sufficiency.Verdict verdict) {
    return new PropensityResult(verdict, Optional.empty(), Optional.empty());
  }
}
