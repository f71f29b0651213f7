package io.segmentlake.models.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: the published closed forms with ₂F₁, worked out to 40 digits. */
class LikelihoodTest {

  @ParameterizedTest
  @CsvSource({
    "0,   0,     38.86, -0.55379708276877",
    "2,   30.43, 38.86, -9.4597037748745",
    "1,   0.5,   30,    -4.1945498765943",
    "26,  30.86, 31,    -37.728411477169",
    "200, 300,   365,   -295.88323433795"
  })
  void bgNbdIsThePublishedOne(double x, double last, double age, double expected) {
    double[] logs = logs(.24259, 4.4136, .79292, 2.42591);
    assertThat(value(new BgNbdLikelihood(), logs, x, last, age)).isCloseTo(expected, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "0.55328, 10.57768, 0.60624,      11.66873, 0,   0,     38.86, -0.52120498490684",
    "0.55328, 10.57768, 0.60624,      11.66873, 2,   30.43, 38.86, -9.5543314814663",
    "0.55328, 10.57768, 0.60624,      11.66873, 26,  30.86, 31,    -39.130792447228",
    "0.55328, 10.57768, 0.60624,      11.66873, 200, 300,   365,   -296.96614968047",
    "0.55,    10,       0.6,          0.05,     0,   0,     38.86, -0.044218596444803",
    "0.55,    10,       0.6,          0.05,     26,  30.86, 31,    -41.874105767359",
    "0.4,     0.02,     1.0000000001, 30,       0,   0,     38.86, -2.5593219317231",
    "0.4,     0.02,     1.0000000001, 30,       200, 300,   365,   -293.15799107762",
    "2,       8,        3,            8,        2,   30.43, 38.86, -13.913014031615"
  })
  void paretoNbdIsThePublishedOneAlsoWhereItsHypergeometricFunctionsCancel(
      double r,
      double alpha,
      double s,
      double beta,
      double x,
      double last,
      double age,
      double expected) {
    double[] logs = logs(r, alpha, s, beta);
    assertThat(value(new ParetoNbdLikelihood(), logs, x, last, age))
        .isCloseTo(expected, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 20, -3.5932923919918",
    "3, 35.17, -4.0734772396788",
    "40, 12.5, -4.0504482152124"
  })
  void gammaGammaIsThePublishedOne(double x, double m, double expected) {
    double[] logs = logs(6.24957, 3.74422, 15.44352);
    assertThat(value(new GammaGammaLikelihood(), logs, x, m)).isCloseTo(expected, within(1e-9));
  }

  @Property(tries = 200)
  void slopesAreThoseOfTheValues(
      @ForAll @IntRange(max = 150) int x,
      @ForAll @DoubleRange(max = 1) double shareUntilLast,
      @ForAll @DoubleRange(min = 1, max = 800) double age,
      @ForAll @DoubleRange(min = -2, max = 2) double first,
      @ForAll @DoubleRange(min = -2, max = 4) double second,
      @ForAll @DoubleRange(min = -2, max = 2) double third,
      @ForAll @DoubleRange(min = -2, max = 4) double fourth) {
    double last = x == 0 ? 0 : shareUntilLast * age;
    double[] logs = {first, second, third, fourth};
    assertSlopes(new BgNbdLikelihood(), logs, x, last, age);
    assertSlopes(new ParetoNbdLikelihood(), logs, x, last, age);
    assertSlopes(new GammaGammaLikelihood(), new double[] {first, third, fourth}, 1 + x, age);
  }

  private static void assertSlopes(Likelihood likelihood, double[] logs, double... history) {
    double step = 1e-5;
    double[] slope = new double[logs.length];
    likelihood.at(history, logs, slope);
    for (int k = 0; k < logs.length; k++) {
      double[] up = logs.clone();
      double[] down = logs.clone();
      up[k] += step;
      down[k] -= step;
      double difference =
          (value(likelihood, up, history) - value(likelihood, down, history)) / (2 * step);
      double size = Math.max(1, Math.abs(slope[k]));
      assertThat(slope[k])
          .as("slope %d of %s", k, likelihood.getClass().getSimpleName())
          .isCloseTo(difference, within(2e-6 * size));
    }
  }

  private static double value(Likelihood likelihood, double[] logs, double... history) {
    return likelihood.at(history, logs, new double[logs.length]);
  }

  private static double[] logs(double... parameters) {
    double[] logs = new double[parameters.length];
    for (int k = 0; k < logs.length; k++) {
      logs[k] = Math.log(parameters[k]);
    }
    return logs;
  }
}
