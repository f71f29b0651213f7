package io.segmentlake.pipelines.training;

import io.segmentlake.models.churn.ChurnMetrics;
import io.segmentlake.models.churn.ChurnResult;
import io.segmentlake.models.churn.ChurnRisks;
import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.pipelines.training.Trainer.Champion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a new version of churn wins: better at one horizon, worse at none, and calibrated. */
final class ChurnChallenge {
  /** A new version may not promise worse than this, unless the champion does. */
  private static final double MOST_CALIBRATION_ERROR = .05;

  private final List<String> better = new ArrayList<>();
  private final List<String> against = new ArrayList<>();

  private ChurnChallenge() {}

  /**
   * @param results of the new version by horizon
   */
  static Fitting.Challenge of(Champion champion, Map<Integer, ChurnResult> results) {
    ChurnChallenge challenge = new ChurnChallenge();
    ChurnRisks before = (ChurnRisks) champion.model();
    results.forEach((days, result) -> challenge.hold(days, result, before.of(days).isPresent()));
    return challenge.decided(champion.version());
  }

  private void hold(int days, ChurnResult result, boolean championSpeaks) {
    if (championSpeaks && result.fitted().isEmpty()) {
      against.add("it says nothing of %d days".formatted(days));
    } else if (championSpeaks) {
      compare(days, result.fitted().orElseThrow().heldOut());
    } else if (result.fitted().isPresent()) {
      better.add("it speaks of %d days, too".formatted(days));
    }
  }

  private void compare(int days, ChurnMetrics heldOut) {
    Estimate difference = heldOut.rocAucAgainst().get(ChurnMetrics.CHAMPION).difference();
    String figure =
        "AUC %+.4f (%+.4f to %+.4f) at %d days"
            .formatted(difference.value(), difference.low(), difference.high(), days);
    if (difference.isAboveZero()) {
      better.add(figure);
    } else if (difference.high() < 0) {
      against.add(figure);
    }
    double error = heldOut.calibrationError().value();
    double allowed =
        Math.max(MOST_CALIBRATION_ERROR, heldOut.championCalibrationError().orElseThrow());
    if (error > allowed) {
      against.add("calibration error %.3f at %d days".formatted(error, days));
    }
  }

  private Fitting.Challenge decided(int champion) {
    boolean isWon = !better.isEmpty() && against.isEmpty();
    List<String> reasons = isWon ? better : against;
    return new Fitting.Challenge(
        isWon,
        "%s version %d: %s"
            .formatted(
                isWon ? "does better than" : "does not replace",
                champion,
                reasons.isEmpty() ? "no difference beyond chance" : String.join(", ", reasons)));
  }
}
