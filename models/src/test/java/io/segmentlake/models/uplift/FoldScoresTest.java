package io.segmentlake.models.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.metrics.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldScoresTest {
  private static final FoldScores FOUR = new FoldScores(List.of(.1, .2, .3, .4), 2);

  @Test
  void summarisesItsFolds() {
    assertThat(FOUR.mean()).isCloseTo(.25, within(1e-15));
    assertThat(FOUR.deviation()).isCloseTo(Math.sqrt(.05 / 3), within(1e-15));
  }

  /** √(.05 / 3) × √(1/4 + 1) × 3.18245, the .975 quantile of t with 3 degrees of freedom. */
  @Test
  void widensItsIntervalBecauseFoldsShareTheirTraining() {
    Estimate interval = FOUR.interval();

    assertThat(interval.high() - .25).isCloseTo(.459347, within(1e-6));
    assertThat(.25 - interval.low()).isCloseTo(.459347, within(1e-6));
  }

  @Test
  void comparesFoldByFold() {
    FoldScores other = new FoldScores(List.of(0.0, .1, .3, .2), 2);

    FoldScores difference = FOUR.minus(other);

    assertThat(difference.scores().get(3)).isCloseTo(.2, within(1e-15));
    assertThat(difference.mean()).isCloseTo(.1, within(1e-15));
  }

  @Test
  void refusesLessThanTwoFolds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FoldScores(List.of(.1), 1))
        .withMessageStartingWith("Cannot summarise 1 scores of 1 folds");
  }
}
