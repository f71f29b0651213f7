package io.segmentlake.models.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Fits of customers who were simulated with known parameters. */
class RecoveryTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Test
  void findsTheParametersOfBgNbd() {
    Dataset<Row> customers = table(new SimulatedShop(1).bgNbd(20_000, .3, 4, .8, 2.5));

    FitSummary fit = new BgNbd().setStarts(1).fit(customers).summary();

    assertThat(fit.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(fit.customers()).isEqualTo(20_000);
    assertNear(fit, "r", .3, .05);
    assertNear(fit, "alpha", 4, .1);
    assertNear(fit, "a", .8, .15);
    assertNear(fit, "b", 2.5, .2);
  }

  @Test
  void findsTheParametersOfParetoNbd() {
    Dataset<Row> customers = table(new SimulatedShop(2).paretoNbd(20_000, .6, 8, .7, 12));

    FitSummary fit = new ParetoNbd().setStarts(1).fit(customers).summary();

    assertThat(fit.status()).isEqualTo(FitStatus.CONVERGED);
    assertNear(fit, "r", .6, .05);
    assertNear(fit, "alpha", 8, .1);
    assertNear(fit, "s", .7, .25);
    assertNear(fit, "beta", 12, .4);
  }

  @Test
  void findsTheParametersOfGammaGamma() {
    Dataset<Row> customers = table(new SimulatedShop(3).bgNbd(20_000, .3, 4, .8, 2.5));

    FitSummary fit = new GammaGamma().setStarts(1).fit(customers).summary();

    assertThat(fit.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(fit.customers() + fit.leftOut()).isEqualTo(20_000);
    assertNear(fit, "p", 6, .1);
    assertNear(fit, "q", 4, .1);
    assertNear(fit, "v", 15, .15);
  }

  /** Within three standard errors, which have to be small themselves. */
  private static void assertNear(
      FitSummary fit, String parameter, double truth, double relativeError) {
    double error = fit.standardError(parameter);
    assertThat(fit.value(parameter)).as(parameter).isCloseTo(truth, within(3 * error));
    assertThat(error / truth).as("error of " + parameter).isBetween(.001, relativeError);
    assertThat(fit.interval(parameter).low()).isBetween(0.0, fit.value(parameter));
  }

  private static Dataset<Row> table(List<Row> rows) {
    return SPARK.table(SimulatedShop.COLUMNS, rows.toArray(Row[]::new));
  }
}
