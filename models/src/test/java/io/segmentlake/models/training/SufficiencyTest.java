package io.segmentlake.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.training.Sufficiency.Status;
import io.segmentlake.models.training.Sufficiency.Verdict;
import org.junit.jupiter.api.Test;

class SufficiencyTest {

  @Test
  void isContentWithJustEnough() {
    assertThat(Sufficiency.USUAL.judge(500, 150, 100, 100))
        .isEqualTo(new Verdict(Status.SUFFICIENT, ""));
  }

  @Test
  void saysAllThatLacks() {
    assertThat(Sufficiency.USUAL.judge(499, 149, 500, 99))
        .isEqualTo(
            new Verdict(
                Status.INSUFFICIENT_DATA,
                "Too little data: 499 buyers where 500 are needed, 149 days of history where 150"
                    + " are needed, 99 customers without it where 100 are needed."));
    assertThat(new Sufficiency(0, 0, 200).judge(0, 0, 199, 200).reason())
        .isEqualTo("Too little data: 199 customers with the outcome where 200 are needed.");
  }
}
