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
    double[] atLeast = future.atLeast(horizon, 1 - HIGH);
    return PredictedColumns.row(
        future.expected(horizon),
        quantile(atLeast, LOW),
        quantile(atLeast, HIGH),
        1 - atLeast[0],
        future.alive(),
        waiting(future, LOW),
        waiting(future, 0.5),
        waiting(future, HIGH));
  }

  private double waiting(FutureOrders future, double probability) {
    double time = future.waiting(probability);
    return time <= LATEST_HORIZONS * horizon ? time : Double.NaN;
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
