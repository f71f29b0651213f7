package io.segmentlake.pipelines.training;

import io.segmentlake.models.churn.ChurnMetrics;
import io.segmentlake.models.churn.ChurnResult;
import io.segmentlake.models.churn.ChurnRisks;
import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.models.metrics.GroupScore;
import io.segmentlake.pipelines.training.Trainer.Champion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Whether a new version of churn wins: better at one horizon, worse at none, calibrated, and fair
 * to each group of customers.
 */
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
    ChurnRisks before = (ChurnRisks) champion.model();
    return of(champion.version(), days -> before.of(days).isPresent(), results);
  }

  /**
   * @param speaksOf horizons that the champion tells
   */
  static Fitting.Challenge of(
      int champion, IntPredicate speaksOf, Map<Integer, ChurnResult> results) {
    ChurnChallenge challenge = new ChurnChallenge();
    results.forEach((days, result) -> challenge.hold(days, result, speaksOf.test(days)));
    return challenge.decided(champion);
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
    unfair(heldOut).ifPresent(group -> against.add(words(group, days)));
  }

  /** The group that is promised most wrongly, beyond chance and beyond the champion. */
  private static Optional<GroupScore> unfair(ChurnMetrics heldOut) {
    return heldOut.groups().stream()
        .filter(group -> group.unfairness() > MOST_CALIBRATION_ERROR)
        .filter(group -> group.unfairness() > before(heldOut, group))
        .max(Comparator.comparingDouble(GroupScore::unfairness));
  }

  private static double before(ChurnMetrics heldOut, GroupScore group) {
    return heldOut.championGroups().stream()
        .filter(b -> b.attribute().equals(group.attribute()) && b.group().equals(group.group()))
        .mapToDouble(GroupScore::unfairness)
        .findFirst()
        .orElse(0);
  }

  private static String words(GroupScore group, int days) {
    return "unfair to %s %s at %d days: %.3f promised, %.3f observed"
        .formatted(group.attribute(), group.group(), days, group.promised(), group.observed());
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
