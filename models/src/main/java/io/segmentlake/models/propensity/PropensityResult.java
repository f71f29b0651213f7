package io.segmentlake.models.propensity;

import io.segmentlake.models.predictions.LearnedModel;
import io.segmentlake.models.training.Sufficiency;
import java.util.Optional;

/**
 * What training came to.
 *
 * @param <M> kind of model
 * @param verdict whether there is a model, and if not why
 * @param model empty without one
 * @param heldOut how it did on the final window, whose labels were read once; empty without a model
 */
public record PropensityResult<M extends LearnedModel>(
    Sufficiency.Verdict verdict, Optional<M> model, Optional<PropensityMetrics> heldOut) {

  static <M extends LearnedModel> PropensityResult<M> of(
      Sufficiency.Verdict verdict, M model, PropensityMetrics heldOut) {
    return new PropensityResult<>(verdict, Optional.of(model), Optional.of(heldOut));
  }

  static <M extends LearnedModel> PropensityResult<M> none(Sufficiency.Verdict verdict) {
    return new PropensityResult<>(verdict, Optional.empty(), Optional.empty());
  }
}
