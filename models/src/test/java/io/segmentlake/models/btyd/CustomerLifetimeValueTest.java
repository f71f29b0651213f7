package io.segmentlake.models.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CustomerLifetimeValueTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final BgNbdModel ORDERS = KnownModels.orders();
  private static final GammaGammaModel VALUES = KnownModels.values();

  @Test
  void isExpectedOrdersTimesExpectedWorthTimesMargin() {
    CustomerLifetimeValue value =
        new CustomerLifetimeValue(ORDERS, VALUES).setHorizon(39).setMargin(.4);
    Dataset<Row> customers = customers();
    Dataset<Row> both =
        VALUES.transform(
            ORDERS.copy(new ParamMap()).setHorizon(39).transform(value.transform(customers)));

    for (Row row : both.where("age >= recency").collectAsList()) {
      double orders = row.getAs("expected_orders");
      double worth = row.getAs("expected_value");
      assertThat(row.<Double>getAs("clv")).isCloseTo(.4 * orders * worth, within(1e-9));
      assertThat(row.<Double>getAs("clv_low")).isBetween(0.0, row.<Double>getAs("clv"));
      assertThat(row.<Double>getAs("clv_high")).isGreaterThanOrEqualTo(row.getAs("clv_low"));
    }
    assertThat(both.where("clv is null").count()).isEqualTo(1);
  }

  @Test
  void whatComesLaterIsWorthLess() {
    CustomerLifetimeValue value = new CustomerLifetimeValue(ORDERS, VALUES).setHorizon(39);
    Row now = value.transform(customers()).where("frequency = 26").head();
    value.setDiscountRate(.01);
    Row discounted = value.transform(customers()).where("frequency = 26").head();

    double factor = discounted.<Double>getAs("clv") / now.<Double>getAs("clv");
    assertThat(factor).isBetween(Math.pow(1.01, -39), 1.0).isCloseTo(.83, within(.02));
    assertThat(discounted.<Double>getAs("clv_high"))
        .isCloseTo(factor * now.<Double>getAs("clv_high"), within(1e-6));
  }

  @Test
  void spendHasTheDistributionOfItsSimulation() {
    SimulatedShop dice = new SimulatedShop(7);
    ValuePosterior value = new ValuePosterior(6, 9, 80);
    SpendDistribution spend = new SpendDistribution(new double[] {.8, .5, .1}, value);
    int below = 0;
    int belowHigh = 0;
    int draws = 40_000;
    double high = spend.quantile(.9);
    for (int i = 0; i < draws; i++) {
      double u = (i + .5) / draws;
      int orders = u < .2 ? 0 : u < .5 ? 1 : u < .9 ? 2 : 3;
      double nu = dice.gamma(9) / 80;
      double sum = orders == 0 ? 0 : dice.gamma(6 * orders) / nu;
      below += sum <= 70 ? 1 : 0;
      belowHigh += sum <= high ? 1 : 0;
    }
    assertThat(spend.atMost(70)).isCloseTo((double) below / draws, within(.008));
    assertThat((double) belowHigh / draws).isCloseTo(.9, within(.006));
    assertThat(spend.quantile(.2)).isZero();
    assertThat(spend.quantile(.21)).isPositive();
  }

  @Test
  void aMissingHorizonIsNamed() {
    assertThatThrownBy(() -> new CustomerLifetimeValue(ORDERS, VALUES).transform(customers()))
        .hasMessage(
            "Cannot apply CustomerLifetimeValue: the horizon is missing. It is a time in the unit"
                + " of the age.");
  }

  private static Dataset<Row> customers() {
    return KnownModels.customers(SPARK);
  }
}
