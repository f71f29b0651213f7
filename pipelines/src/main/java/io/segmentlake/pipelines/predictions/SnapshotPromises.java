package io.segmentlake.pipelines.predictions;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.clv.ValueModel;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.predictions.PredictiveModel;
import io.segmentlake.models.training.Snapshots;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a model promised of the customers of a past date, and what came of the same ones. */
final class Promises {
  static final String NO_ORDER = "no_order";
  static final String REVENUE = "revenue";
  static final String ORDERS = "orders";

  private Promises() {}

  /**
   * Means over the customers of whom the model spoke and the outcome is known.
   *
   * @param measure what was promised
   */
  record Kept(String measure, long customers, double promised, double observed) {}

  /**
   * @param then snapshots of one date, of who had ordered
   * @return nothing where the outcome is not known yet
   */
  static List<Kept> of(PredictiveModel model, Dataset<Row> then, int days) {
    Column orders = col(Snapshots.orders(days));
    if (model instanceof ValueModel value) {
      Dataset<Row> scored = value.valueWithin(days, then.where(orders.isNotNull()));
      return List.of(
              kept(REVENUE, scored, col("predicted_value"), col(Snapshots.revenue(days))),
              kept(ORDERS, scored, col("predicted_orders"), orders))
          .stream()
          .filter(kept -> kept.customers() > 0)
          .toList();
    }
    Kept kept =
        kept(
            NO_ORDER,
            model.score(then.where(orders.isNotNull())),
            col(PredictionColumns.churnProbability(days)),
            when(orders.equalTo(0), 1.0).otherwise(0.0));
    return kept.customers() > 0 ? List.of(kept) : List.of();
  }

  private static Kept kept(String measure, Dataset<Row> scored, Column promised, Column observed) {
    Row means =
        scored
            .where(promised.isNotNull().and(observed.isNotNull()))
            .agg(count(lit(1)), avg(promised.cast("double")), avg(observed.cast("double")))
            .head();
    return means.getLong(0) == 0
        ? new Kept(measure, 0, 0, 0)
        : new Kept(measure, means.getLong(0), means.getDouble(1), means.getDouble(2));
  }
}
