package io.segmentlake.models.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.util.List;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The published figures of the data set that these models are shown on. */
@EnabledIf("io.segmentlake.models.btyd.CdnowSample#isThere")
class CdnowTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static Dataset<Row> customers;
  private static BgNbdModel bgNbd;

  @BeforeAll
  static void fitBgNbd() {
    customers = SPARK.table(CdnowSample.COLUMNS, CdnowSample.rows());
    bgNbd = new BgNbd().setHorizon(39).fit(customers);
  }

  @Test
  void bgNbdHasThePublishedParameters() {
    FitSummary fit = bgNbd.summary();
    assertThat(fit.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(fit.customers()).isEqualTo(2_357);
    assertThat(fit.histories()).isEqualTo(1_016);
    assertParameter(fit, "r", .24259);
    assertParameter(fit, "alpha", 4.41360);
    assertParameter(fit, "a", .79292);
    assertParameter(fit, "b", 2.42591);
    assertThat(fit.logLikelihood()).isCloseTo(-9_582.429, within(.01));
  }

  @Test
  void paretoNbdHasThePublishedParameters() {
    FitSummary fit = new ParetoNbd().fit(customers).summary();
    assertThat(fit.status()).isEqualTo(FitStatus.CONVERGED);
    assertParameter(fit, "r", .55328);
    assertParameter(fit, "alpha", 10.57768);
    assertParameter(fit, "s", .60624);
    assertParameter(fit, "beta", 11.66873);
    assertThat(fit.logLikelihood()).isCloseTo(-9_594.98, within(.01));
  }

  @Test
  void gammaGammaHasThePublishedParametersAndMeans() {
    GammaGammaModel model = new GammaGamma().fit(customers);
    FitSummary fit = model.summary();
    assertThat(fit.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(fit.customers()).isEqualTo(946);
    assertParameter(fit, "p", 6.24957);
    assertParameter(fit, "q", 3.74422);
    assertParameter(fit, "v", 15.44352);
    assertThat(column(model.transform(customers.limit(10)), "expected_value"))
        .usingElementComparator((a, b) -> Math.abs(a - b) < .01 ? 0 : 1)
        .containsExactly(24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17);
  }

  @Test
  void oneCustomerIsAsPublished() {
    Row row =
        bgNbd
            .transform(customers.where("frequency = 2 and round(recency, 2) = 30.43"))
            .where("round(age, 2) = 38.86")
            .head();
    assertThat(row.<Double>getAs("expected_orders")).isCloseTo(1.2259, within(1e-4));
    assertThat(row.<Double>getAs("p_alive")).isCloseTo(.7266, within(1e-4));
    assertThat(row.<Double>getAs("p_no_order")).isCloseTo(1 - .5546, within(1e-4));
  }

  @Test
  void theHoldOutIsForetoldAsWellAsMeasuredElsewhere() {
    Dataset<Row> predicted = bgNbd.transform(customers).cache();
    double[] expected = array(predicted, "expected_orders");
    double[] actual = array(predicted, "orders_later");
    double total = 0;
    double absolute = 0;
    double squared = 0;
    for (int i = 0; i < expected.length; i++) {
      double error = expected[i] - actual[i];
      total += expected[i];
      absolute += Math.abs(error) / expected.length;
      squared += error * error / expected.length;
    }
    assertThat(total).isCloseTo(1_653.4, within(.1));
    assertThat(absolute).isCloseTo(.7855, within(5e-4));
    assertThat(Math.sqrt(squared)).isCloseTo(1.608, within(5e-3));
    assertThat(new PearsonsCorrelation().correlation(expected, actual))
        .isCloseTo(.626, within(5e-3));
  }

  @Test
  void noOrderRanksWhoLeavesAndAliveIsUpsideDown() {
    Dataset<Row> predicted = bgNbd.transform(customers).cache();
    assertThat(areaUnderCurve(predicted, "expected_orders")).isCloseTo(.773, within(2e-3));
    assertThat(areaUnderCurve(predicted, "1 - p_no_order")).isCloseTo(.757, within(2e-3));
    assertThat(areaUnderCurve(predicted, "p_alive")).isCloseTo(.316, within(2e-3));
  }

  /** Of "buys in the hold-out". */
  private static double areaUnderCurve(Dataset<Row> predicted, String score) {
    double[] buyers = array(predicted.where("orders_later > 0").selectExpr(score + " as s"), "s");
    double[] others = array(predicted.where("orders_later = 0").selectExpr(score + " as s"), "s");
    double larger = 0;
    for (double buyer : buyers) {
      for (double other : others) {
        larger += buyer > other ? 1 : buyer == other ? .5 : 0;
      }
    }
    return larger / buyers.length / others.length;
  }

  private static void assertParameter(FitSummary fit, String name, double golden) {
    assertThat(fit.value(name)).as(name).isCloseTo(golden, within(1e-3 * golden));
  }

  private static double[] array(Dataset<Row> rows, String column) {
    return column(rows, column).stream().mapToDouble(v -> v).toArray();
  }

  private static List<Double> column(Dataset<Row> rows, String column) {
    return rows.selectExpr("cast(" + column + " as double)").collectAsList().stream()
        .map(row -> row.getDouble(0))
        .toList();
  }
}
