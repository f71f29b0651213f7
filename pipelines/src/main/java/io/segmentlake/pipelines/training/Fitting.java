package io.segmentlake.pipelines.training;

import io.segmentlake.models.predictions.LearnedModel;
import io.segmentlake.pipelines.measurement.Fairness;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import java.util.List;
import java.util.Optional;

/**
 * What fitting a model came to.
 *
 * @param model empty where there is too little to learn from
 * @param remark why there is none, or what it cannot tell; empty for nothing
 * @param measured beside what it was held against
 * @param challenge how it did against the champion; empty where there is none
 * @param fairness how it did for each group of customers; empty where nobody asked
 */
public record Fitting(
    Optional<LearnedModel> model,
    String remark,
    List<Measured> measured,
    Optional<Challenge> challenge,
    List<Fairness.Entry> fairness) {

  public Fitting {
    measured = List.copyOf(measured);
    fairness = List.copyOf(fairness);
  }

  /** Without a look at groups of customers. */
  public Fitting(
      Optional<LearnedModel> model,
      String remark,
      List<Measured> measured,
      Optional<Challenge> challenge) {
    this(model, remark, measured, challenge, List.of());
  }

  static Fitting insufficient(String reason) {
    return new Fitting(Optional.empty(), reason, List.of(), Optional.empty());
  }

  /**
   * A comparison on the same customers.
   *
   * @param isWon whether the new version may take over
   * @param words why, or why not
   */
  public record Challenge(boolean isWon, String words) {}
}
