package io.segmentlake.models.churn;

import io.segmentlake.models.training.Sufficiency;
import io.segmentlake.models.training.TrainingWindows;
import java.util.List;
import java.util.Optional;

/**
 * What training came to.
 *
 * @param verdict whether there is a model, and if not why
 * @param windows what it was trained, chosen and tested on, with why they are few
 * @param fitted the champion; empty without a model
 * @param candidates each on each validation split
 */
public record ChurnResult(
    Sufficiency.Verdict verdict,
    TrainingWindows windows,
    Optional<Fitted> fitted,
    List<CandidateScore> candidates) {

  /**
   * A champion.
   *
   * @param heldOut the labels of the final window, read once
   */
  public record Fitted(ChurnModel model, Algorithm algorithm, ChurnMetrics heldOut) {}

  public ChurnResult {
    candidates = List.copyOf(candidates);
  }

  static ChurnResult none(Sufficiency.Verdict verdict, TrainingWindows windows) {
    return new ChurnResult(verdict, windows, Optional.empty(), List.of());
  }
}
