package io.segmentlake.models.btyd;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;

/** From a history to the columns of {@link OrdersModel}; null if there is no history or process. */
record OrdersForecast(OrderProcess process, double horizon)
    implements UDF3<Double, Double, Double, Row> {
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;
  private static final int LATEST_HORIZONS = 100;

  @Override
  public Row call(Double x, Double last, Double age) {
    if (process == null || x == null) {
      return null;
    }
    FutureOrders future = process.after(x, last, age);
    double latest = LATEST_HORIZONS * horizon;
    double[] atLeast = future.atLeast(horizon, 1 - HIGH);
    return PredictedColumns.row(
        future.expected(horizon),
        quantile(atLeast, LOW),
        quantile(atLeast, HIGH),
        1 - atLeast[0],
        future.alive(),
        future.waiting(LOW, latest),
        future.waiting(0.5, latest),
        future.waiting(HIGH, latest));
  }

  /** The fewest orders n with P(at most n) of a share or more. */
  private static double quantile(double[] atLeast, double share) {
    int n = 0;
    while (n < atLeast.length && atLeast[n] > 1 - share) {
      n++;
    }
    return n;
  }
}
