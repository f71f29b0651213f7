package io.segmentlake.models.btyd;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/**
 * From a history and a mean worth to the columns of {@link CustomerLifetimeValue}, null for who has
 * none; in two functions, since the quantiles take a hundred times as long as the value.
 */
record LifetimeValueForecast(
    OrderProcess orders, GammaGammaProcess values, double horizon, double delta, double margin)
    implements Serializable {

  Double value(Double x, Double last, Double age, Double repeats, Double m) {
    if (isUnknown(x, repeats)) {
      return null;
    }
    double discounted = orders.after(x, last, age).discounted(horizon, delta);
    double value = margin * discounted * values.after(repeats, m).expected();
    return Double.isNaN(value) ? null : value;
  }

  Row quantiles(Double x, Double last, Double age, Double repeats, Double m) {
    if (isUnknown(x, repeats)) {
      return null;
    }
    FutureOrders future = orders.after(x, last, age);
    double expected = future.expected(horizon);
    double factor = expected > 0 ? margin * future.discounted(horizon, delta) / expected : margin;
    SpendDistribution spend =
        new SpendDistribution(
            future.atLeast(horizon, SpendDistribution.NEGLIGIBLE), values.after(repeats, m));
    return PredictedColumns.row(factor * spend.quantile(0.1), factor * spend.quantile(0.9));
  }

  private boolean isUnknown(Double x, Double repeats) {
    return orders == null || values == null || x == null || repeats == null;
  }
}
