package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiceTest {
  private static final int DRAWS = 20_000;

  @Test
  void fallsTheSameForTheSamePersonAndPurpose() {
    assertThat(Dice.of(1, 5, "visits").uniform()).isEqualTo(Dice.of(1, 5, "visits").uniform());
  }

  @Test
  void fallsOtherwiseForAnotherSeedPersonOrPurpose() {
    assertThat(
            new double[] {
              Dice.of(1, 5, "visits").uniform(),
              Dice.of(2, 5, "visits").uniform(),
              Dice.of(1, 6, "visits").uniform(),
              Dice.of(1, 5, "orders").uniform()
            })
        .doesNotHaveDuplicates();
  }

  @Test
  void drawsWithTheMeansOfTheDistributions() {
    assertThat(mean(Dice::gaussian)).isEqualTo(0, within(.03));
    assertThat(mean(d -> d.exponential(3))).isEqualTo(3, within(.1));
    assertThat(mean(d -> d.gamma(.6))).isEqualTo(.6, within(.03));
    assertThat(mean(d -> d.gamma(2.5))).isEqualTo(2.5, within(.05));
    assertThat(mean(d -> d.beta(1, 3))).isEqualTo(.25, within(.01));
    assertThat(mean(d -> d.failures(.5))).isEqualTo(1, within(.05));
    assertThat(mean(d -> StrictMath.log(d.logNormal(40, .5)))).isEqualTo(3.689, within(.02));
    assertThat(mean(d -> d.chance(.2) ? 1 : 0)).isEqualTo(.2, within(.01));
  }

  @Test
  void picksByWeight() {
    double[] sums = Dice.cumulative(1, 0, 3);
    assertThat(sums).containsExactly(1, 1, 4);
    assertThat(mean(d -> d.pick(sums) == 2 ? 1 : 0)).isEqualTo(.75, within(.02));
    assertThat(mean(d -> d.pick(sums) == 1 ? 1 : 0)).isZero();
  }

  private static double mean(ToDoubleFunction<Dice> draw) {
    Dice dice = Dice.of(1, 1, "test");
    return IntStream.range(0, DRAWS).mapToDouble(i -> draw.applyAsDouble(dice)).average().orElse(0);
  }
}
