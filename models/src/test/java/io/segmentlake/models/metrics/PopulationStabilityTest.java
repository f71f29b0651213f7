package io.segmentlake.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PopulationStabilityTest {

  @Test
  void isZeroWithoutAMoveAndGrowsWithIt() {
    assertThat(PopulationStability.ofCounts(new double[] {5, 5}, new double[] {50, 50}))
        .isEqualTo(0);
    // (.8 - .5) ln 1.6 + (.2 - .5) ln .4
    assertThat(PopulationStability.ofCounts(new double[] {5, 5}, new double[] {8, 2}))
        .isCloseTo(.3 * Math.log(1.6) - .3 * Math.log(.4), within(1e-15));
  }

  @Test
  void countsAMissingCategoryAsOneInTenThousand() {
    assertThat(PopulationStability.ofCounts(new double[] {1, 1}, new double[] {1, 0}))
        .isCloseTo(.5 * Math.log(2) + (1e-4 - .5) * Math.log(2e-4), within(1e-12));
  }

  @Test
  void putsNewScoresIntoTheBinsOfBefore() {
    List<ScoreGroup> before = List.of(ScoreGroup.of(.8, 5, 0), ScoreGroup.of(.2, 5, 0));
    List<ScoreGroup> now =
        List.of(ScoreGroup.of(.9, 4, 0), ScoreGroup.of(.8, 4, 0), ScoreGroup.of(.1, 2, 0));

    assertThat(PopulationStability.of(before, now, 2))
        .isCloseTo(.3 * Math.log(1.6) - .3 * Math.log(.4), within(1e-15));
  }

  @Test
  void refusesOtherCategories() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PopulationStability.ofCounts(new double[1], new double[2]))
        .withMessage(
            "Cannot compare distributions: they have 1 and 2 categories. Both need the same.");
  }
}
