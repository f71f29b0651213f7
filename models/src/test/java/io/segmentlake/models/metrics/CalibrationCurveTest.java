package io.segmentlake.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.metrics.CalibrationCurve.Bin;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationCurveTest {

  @Test
  void comparesPromiseAndObservationInBinsOfEqualCounts() {
    CalibrationCurve curve =
        CalibrationCurve.of(
            List.of(
                ScoreGroup.of(1, 1, 1),
                ScoreGroup.of(.5, 1, 1),
                ScoreGroup.of(.25, 1, 1),
                ScoreGroup.of(0, 1, 0)),
            2);

    assertThat(curve.bins()).containsExactly(new Bin(2, .125, .5), new Bin(2, .75, 1));
    assertThat(curve.expectedError()).isEqualTo((2 * .375 + 2 * .25) / 4);
  }

  @Test
  void keepsCustomersOfOneScoreTogether() {
    CalibrationCurve curve =
        CalibrationCurve.of(List.of(ScoreGroup.of(.5, 1, 1), ScoreGroup.of(.25, 9, 3)), 10);

    assertThat(curve.bins()).containsExactly(new Bin(9, .25, 3.0 / 9), new Bin(1, .5, 1));
  }

  @Test
  void equalsTheBinsOfScikitLearn() {
    CalibrationCurve curve = CalibrationCurve.of(TwoHundred.hundredScores(), 10);

    // scikit-learn 1.9.1: calibration_curve(n_bins=10, strategy='quantile'); ten customers a bin.
    assertThat(curve.bins().stream().mapToDouble(Bin::meanOutcome).toArray())
        .containsExactly(0, .3, 0, .1, .4, .3, .1, .3, .6, .7);
    assertThat(curve.bins().get(1).meanScore()).isCloseTo(0.15048544, within(1e-8));
    assertThat(curve.bins().get(9).meanScore()).isCloseTo(0.9368932, within(1e-7));
    assertThat(curve.expectedError()).isCloseTo(0.24368932038834953, within(1e-12));
  }

  @Test
  void refusesToBinNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CalibrationCurve.of(List.of(), 10))
        .withMessage("Cannot bin 0 scores: there are 10 bins. At least one of each is needed.");
  }
}
