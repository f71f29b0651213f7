package io.segmentlake.models.uplift;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.metrics.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeterogeneityTest {
  private static final Estimate ABOVE = new Estimate(.07, .03, .11);
  private static final Estimate AROUND = new Estimate(.0131, -.02, .0462);

  @Test
  void isFoundAboveChanceAndAboveTheResponseModel() {
    assertThat(new Heterogeneity(ABOVE, new Estimate(.05, .01, .09)).words())
        .isEqualTo(
            "heterogeneity found: normalised Qini 0.070 (0.030 to 0.110), above the response model by 0.050 (0.010 to 0.090)");
  }

  @Test
  void isNotClaimedOfChance() {
    assertThat(new Heterogeneity(AROUND, ABOVE).words())
        .startsWith("no heterogeneity found: normalised Qini 0.013 (-0.020 to 0.046), above");
    assertThat(new Heterogeneity(new Estimate(-.07, -.11, -.03), ABOVE).isFound()).isFalse();
  }

  @Test
  void isNotClaimedWhereTheResponseModelOrdersAsWell() {
    assertThat(new Heterogeneity(ABOVE, AROUND).isFound()).isFalse();
  }

  @Test
  void comparesOnTheSameFolds() {
    FoldScores uplift = new FoldScores(List.of(.1, .11, .12), 3);
    FoldScores response = new FoldScores(List.of(.09, .10, .11), 3);

    assertThat(Heterogeneity.of(uplift, response).isFound()).isTrue();
    assertThat(Heterogeneity.of(response, uplift).isFound()).isFalse();
  }
}
