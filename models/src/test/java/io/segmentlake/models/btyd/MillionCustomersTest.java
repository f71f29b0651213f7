package io.segmentlake.models.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A million simulated customers; as many times as {@code segmentlake.seeds} says. */
@EnabledIfSystemProperty(named = "segmentlake.slow", matches = "true")
class MillionCustomersTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final int CUSTOMERS = 1_000_000;
  private static final int SEEDS = Integer.getInteger("segmentlake.seeds", 1);

  /** Of intervals that hold the truth in 95 of 100 cases; those of one fit go together. */
  private static final double LEAST_COVERED = .85;

  @Test
  void bgNbdFindsTheirParameters() {
    Map<String, Double> truth = Map.of("r", .3, "alpha", 4.0, "a", .8, "b", 2.5);
    recovers(new BgNbd(), shop -> shop.bgNbd(CUSTOMERS, .3, 4, .8, 2.5), truth);
  }

  @Test
  void paretoNbdFindsTheirParameters() {
    Map<String, Double> truth = Map.of("r", .6, "alpha", 8.0, "s", .7, "beta", 12.0);
    recovers(new ParetoNbd(), shop -> shop.paretoNbd(CUSTOMERS, .6, 8, .7, 12), truth);
  }

  @Test
  void gammaGammaFindsTheirParameters() {
    Map<String, Double> truth = Map.of("p", 6.0, "q", 4.0, "v", 15.0);
    recovers(new GammaGamma(), shop -> shop.bgNbd(CUSTOMERS, .3, 4, .8, 2.5), truth);
  }

  private static void recovers(
      LikelihoodEstimator<?, ?> estimator,
      Function<SimulatedShop, List<Row>> shop,
      Map<String, Double> truth) {
    int far = 0;
    int covered = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      Row[] rows = shop.apply(new SimulatedShop(seed)).toArray(Row[]::new);
      long began = System.nanoTime();
      FitSummary fit = estimator.fit(SPARK.table(SimulatedShop.COLUMNS, rows)).summary();
      System.out.printf(
          "%s, seed %d: %.1f s%n",
          estimator.getClass().getSimpleName(), seed, (System.nanoTime() - began) / 1e9);
      assertThat(fit.status()).isEqualTo(FitStatus.CONVERGED);
      for (Map.Entry<String, Double> parameter : truth.entrySet()) {
        String name = parameter.getKey();
        double off = Math.abs(fit.value(name) - parameter.getValue());
        far += off > 3 * fit.standardError(name) ? 1 : 0;
        covered +=
            fit.interval(name).low() <= parameter.getValue()
                    && parameter.getValue() <= fit.interval(name).high()
                ? 1
                : 0;
      }
    }
    int all = SEEDS * truth.size();
    System.out.printf(
        "%d of %d intervals cover the truth, %d are beyond three standard errors%n",
        covered, all, far);
    // One of 370 is by chance.
    assertThat(far).as("beyond three standard errors").isLessThanOrEqualTo(all / 40);
    assertThat(covered).isGreaterThanOrEqualTo((int) (LEAST_COVERED * all));
  }

  @Test
  void bgNbdFindsThemInWholeDaysToo() {
    Row[] rows = new SimulatedShop(42).bgNbd(CUSTOMERS, .3, 4, .8, 2.5).toArray(Row[]::new);
    Dataset<Row> days =
        SPARK
            .table(SimulatedShop.COLUMNS, rows)
            .selectExpr("frequency", "ceil(recency * 7) recency", "ceil(age * 7) age");

    FitSummary fit = new BgNbd().fit(days).summary();

    assertThat(fit.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(fit.customers()).isEqualTo(CUSTOMERS);
    assertThat(fit.histories()).isBetween(200_000L, 300_000L);
    // Whole days are half a day too long on average, so the truth is met to 2 %, not to an error.
    assertThat(fit.value("r")).isCloseTo(.3, within(.006));
    assertThat(fit.value("alpha")).isCloseTo(28, within(.56));
    assertThat(fit.value("a")).isCloseTo(.8, within(.024));
    assertThat(fit.value("b")).isCloseTo(2.5, within(.05));
  }
}
