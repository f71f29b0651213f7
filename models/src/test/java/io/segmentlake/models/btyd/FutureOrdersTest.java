package io.segmentlake.models.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: the published closed forms and integrals, worked out to 40 digits. */
class FutureOrdersTest {
  private static final Offset<Double> CLOSE = within(1e-8);
  private static final double ROUNDED = 1e-12;
  private static final OrderProcess BG_NBD = new BgNbdProcess(.24259, 4.4136, .79292, 2.42591);
  private static final OrderProcess PARETO_NBD =
      new ParetoNbdProcess(.55328, 10.57768, .60624, 11.66873);

  @ParameterizedTest
  @CsvSource({
    "0,   0,     38.86, 1,                0.19477855258783",
    "2,   30.43, 38.86, 0.72661004452633, 1.2259067588354",
    "1,   0.5,   30,    0.21409881727336, 0.24955839405878",
    "26,  30.86, 31,    0.96891860277871, 20.750290442542"
  })
  void bgNbdIsThePublishedOne(double x, double last, double age, double alive, double expected) {
    FutureOrders future = BG_NBD.after(x, last, age);
    assertThat(future.alive()).isCloseTo(alive, CLOSE);
    assertThat(future.expected(39)).isCloseTo(expected, CLOSE);
  }

  @ParameterizedTest
  @CsvSource({
    "0.24, 4.4, 0.3,       0.5, 0, 0, 39,  0.46620482707576",
    "0.24, 4.4, 1.0000001, 2.4, 3, 8, 365, 10.764517220061",
    "5,    2,   3,         0.4, 3, 8, 365, 0.42338660707684",
    "0.24, 0.1, 0.79,      2.4, 3, 8, 365, 16.708573142102"
  })
  void bgNbdHasNoSingularParameters(
      double r,
      double alpha,
      double a,
      double b,
      double x,
      double last,
      double horizon,
      double expected) {
    FutureOrders future = new BgNbdProcess(r, alpha, a, b).after(x, last, 10);
    assertThat(future.expected(horizon)).isCloseTo(expected, CLOSE);
  }

  @ParameterizedTest
  @CsvSource({
    "0,   0,     38.86, 0.29509510115459, 0.13617024471898, 0.93073368048517,  0.0087094645741469",
    "2,   30.43, 38.86, 0.86911560827538, 1.8507648353357,  0.40809515888906,  0.22089425270437",
    "26,  30.86, 31,    0.99791789276765, 25.456322582569,  0.023819256032248, 0.93623483765152"
  })
  void paretoNbdIsThePublishedOne(
      double x,
      double last,
      double age,
      double alive,
      double expectedIn52,
      double noneIn39,
      double threeIn39) {
    FutureOrders future = PARETO_NBD.after(x, last, age);
    assertThat(future.alive()).isCloseTo(alive, CLOSE);
    assertThat(future.expected(52)).isCloseTo(expectedIn52, CLOSE);
    assertThat(1 - future.any(39)).isCloseTo(noneIn39, CLOSE);
    assertThat(future.atLeast(39, 1e-9)[2]).isCloseTo(threeIn39, CLOSE);
  }

  @Test
  void twoHundredOrdersNeitherOverflowNorUnderflow() {
    assertThat(BG_NBD.after(200, 363, 365).alive()).isCloseTo(0.98846079604615, CLOSE);
    assertThat(BG_NBD.after(200, 363, 365).expected(39)).isCloseTo(20.08055841905, CLOSE);
    assertThat(PARETO_NBD.after(200, 363, 365).alive()).isCloseTo(0.99424205245567, CLOSE);
    assertThat(PARETO_NBD.after(200, 363, 365).expected(52)).isCloseTo(26.530529201454, CLOSE);
    assertThat(1 - PARETO_NBD.after(200, 363, 365).any(39)).isCloseTo(0.008745714123056, CLOSE);
    assertThat(BG_NBD.after(5_000, 363, 365).expected(365)).isBetween(1e-300, 5_000.0);
  }

  @Test
  void whoNeverGetsThatProbableHasNoNextOrder() {
    FutureOrders future = BG_NBD.after(1, 0.5, 30);
    assertThat(future.alive()).isLessThan(.5);
    assertThat(future.waiting(.1, 1e9)).isPositive();
    assertThat(future.waiting(.5, 1e9)).isNaN();
    assertThat(PARETO_NBD.after(0, 0, 38.86).waiting(.5, 1e9)).isNaN();
  }

  @Test
  void ordersOfTheFarFutureCountLess() {
    FutureOrders future = BG_NBD.after(2, 30.43, 38.86);
    double slices = 0;
    for (int i = 0; i < 3900; i++) {
      double orders = future.expected((i + 1) / 100.0) - future.expected(i / 100.0);
      slices += orders * Math.exp(-.01 * (i + .5) / 100);
    }
    assertThat(future.discounted(39, .01)).isCloseTo(slices, within(1e-6));
    assertThat(future.discounted(39, 0)).isCloseTo(1.2259067588354, CLOSE);
  }

  @Property(tries = 100)
  void probabilitiesAreProbabilitiesAndGrowWithTheHorizon(
      @ForAll @IntRange(max = 120) int x,
      @ForAll @DoubleRange(max = 1) double shareUntilLast,
      @ForAll @DoubleRange(min = 1, max = 800) double age,
      @ForAll @DoubleRange(min = 1, max = 100) double horizon,
      @ForAll @DoubleRange(min = .1, max = 4) double shape,
      @ForAll @DoubleRange(min = 2, max = 40) double scale) {
    double last = x == 0 ? 0 : shareUntilLast * age;
    assertSound(new BgNbdProcess(shape, scale, 1 / shape, 2).after(x, last, age), horizon);
    assertSound(new ParetoNbdProcess(shape, scale, 1 / shape, 9).after(x, last, age), horizon);
  }

  private static void assertSound(FutureOrders future, double horizon) {
    assertThat(future.alive()).isBetween(0.0, 1.0);
    assertThat(future.any(horizon)).isBetween(0.0, future.alive() + 1e-12);
    // Who has surely left has reached the limit of both: there they differ by their rounding only.
    assertThat(future.any(2 * horizon)).isGreaterThanOrEqualTo(future.any(horizon) * (1 - ROUNDED));
    assertThat(future.expected(2 * horizon))
        .isGreaterThanOrEqualTo(future.expected(horizon) * (1 - ROUNDED));
    double[] atLeast = future.atLeast(horizon, 1e-12);
    double sum = 0;
    double before = 1;
    for (double probability : atLeast) {
      assertThat(probability).isBetween(0.0, before);
      before = probability;
      sum += probability;
    }
    assertThat(atLeast[0]).isCloseTo(future.any(horizon), within(1e-9));
    // The expectation of a count is the sum of its tail.
    assertThat(sum).isCloseTo(future.expected(horizon), within(1e-4 * Math.max(1, sum)));
    double waiting = future.waiting(future.any(horizon) / 2, horizon);
    assertThat(future.any(waiting)).isCloseTo(future.any(horizon) / 2, within(1e-7));
  }
}
