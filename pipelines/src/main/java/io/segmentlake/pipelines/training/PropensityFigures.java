package io.segmentlake.pipelines.training;

import io.segmentlake.models.metrics.CalibrationCurve;
import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.models.propensity.PropensityMetrics;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a version of propensity was measured, and whether it wins: better, and calibrated.
 *
 * @param cutOff of the held-out window
 * @param champion number of the version that speaks now
 */
record PropensityFigures(
    LocalDate cutOff, int horizonDays, PropensityMetrics heldOut, Optional<Integer> champion) {
  /** A new version may not promise worse than this, unless the champion does. */
  private static final double MOST_CALIBRATION_ERROR = .02;

  /** Nor may a first one, beyond chance: silence is better than promises that are not kept. */
  private static final double MOST_FIRST_CALIBRATION_ERROR = .05;

  List<Measured> measured() {
    Figures figures = figures();
    List<Measured> all = new ArrayList<>();
    all.add(figures.of("model", "label_reads", heldOut.rows()));
    all.add(figures.of("model", "rate", heldOut.rate()));
    all.add(figures.of("model", "average_precision", heldOut.averagePrecision()));
    all.add(figures.of("model", "roc_auc", heldOut.rocAuc()));
    all.add(figures.of("model", "brier", heldOut.brier()));
    all.add(figures.of("model", "log_loss", heldOut.logLoss()));
    all.add(figures.of("model", "calibration_error", heldOut.calibrationError()));
    heldOut
        .averagePrecisionAgainst()
        .forEach(
            (name, comparison) -> {
              String predictor =
                  name.equals(PropensityMetrics.CHAMPION)
                      ? "version " + champion.orElseThrow()
                      : name;
              all.add(figures.of(predictor, "average_precision", comparison.second()));
              all.add(
                  figures.of(
                      predictor, "model_above_in_average_precision", comparison.difference()));
            });
    List<CalibrationCurve.Bin> tenths = heldOut.deciles().bins();
    for (int i = 0; i < tenths.size(); i++) {
      all.add(figures.of("model", "promised_rate_" + (i + 1), tenths.get(i).meanScore()));
      all.add(figures.of("model", "observed_rate_" + (i + 1), tenths.get(i).meanOutcome()));
      all.add(figures.of("model", "lift_" + (i + 1), heldOut.lift().get(i)));
    }
    return all;
  }

  /**
   * How much of what was bought was held to be possible at all.
   *
   * @param bought pairs that came about, the others included
   */
  Measured covered(long bought) {
    double held = heldOut.rate() * heldOut.rows();
    return figures().of("model", "covered", held / Math.max(1, bought));
  }

  private Figures figures() {
    return new Figures(cutOff, horizonDays, heldOut.customers());
  }

  /**
   * Against the version that speaks, on the same rows, of which neither saw what came; without one
   * only where it must not speak.
   */
  Optional<Fitting.Challenge> challenge() {
    return champion.map(this::challenge).or(this::refusal);
  }

  private Optional<Fitting.Challenge> refusal() {
    Estimate error = heldOut.calibrationError();
    return error.low() <= MOST_FIRST_CALIBRATION_ERROR
        ? Optional.empty()
        : Optional.of(
            new Fitting.Challenge(
                false,
                "waits for 'models promote': what it promised differed from what came by %.3f (%.3f to %.3f), where %.2f is allowed"
                    .formatted(
                        error.value(), error.low(), error.high(), MOST_FIRST_CALIBRATION_ERROR)));
  }

  private Fitting.Challenge challenge(int version) {
    Estimate above = heldOut.averagePrecisionAgainst().get(PropensityMetrics.CHAMPION).difference();
    double error = heldOut.calibrationError().value();
    double allowed =
        Math.max(MOST_CALIBRATION_ERROR, heldOut.championCalibrationError().orElseThrow());
    boolean isWon = above.isAboveZero() && error <= allowed;
    return new Fitting.Challenge(
        isWon,
        "%s version %d: average precision %+.4f (%+.4f to %+.4f)%s"
            .formatted(
                isWon ? "does better than" : "does not replace",
                version,
                above.value(),
                above.low(),
                above.high(),
                error <= allowed ? "" : ", calibration error %.3f".formatted(error)));
  }
}
