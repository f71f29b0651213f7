package io.segmentlake.models.btyd;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF5;

/** From a history and a mean worth to the columns of {@link CustomerLifetimeValue}. */
record LifetimeValueForecast(
    OrderProcess orders, GammaGammaProcess values, double horizon, double delta, double margin)
    implements UDF5<Double, Double, Double, Double, Double, Row> {

  @Override
  public Row call(Double x, Double last, Double age, Double repeats, Double m) {
    if (orders == null || values == null || x == null || repeats == null) {
      return null;
    }
    FutureOrders future = orders.after(x, last, age);
    ValuePosterior value = values.after(repeats, m);
    double expected = future.expected(horizon);
    double discounted = future.discounted(horizon, delta);
    SpendDistribution spend =
        new SpendDistribution(future.atLeast(horizon, SpendDistribution.NEGLIGIBLE), value);
    double factor = expected > 0 ? margin * discounted / expected : margin;
    return PredictedColumns.row(
        margin * discounted * value.expected(),
        factor * spend.quantile(0.1),
        factor * spend.quantile(0.9));
  }
}
