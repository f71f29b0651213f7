package io.segmentlake.models.propensity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whether persons ordered after the first campaign e-mail that they got after a cut-off. */
public final class CampaignOrders {
  /** Days from the delivery, by the clock, in which an order counts for the e-mail. */
  public static final int DAYS_TO_ORDER = 5;

  /** Days after the cut-off in which an e-mail counts: a later one would meet another person. */
  public static final int DAYS_TO_DELIVERY = 7;

  private CampaignOrders() {}

  /**
   * One row per cut-off and person who got one: as_of, customer_id, {@code label double}: 1 with an
   * order, else 0.
   *
   * @param delivered one row per e-mail: customer_id, occurred_at, and event_on, its business date
   * @param orders one row per order that counts: customer_id, ordered_at
   * @param dates one column {@code as_of}: cut-offs, all of which are so long ago that what came is
   *     known
   */
  public static Dataset<Row> after(
      Dataset<Row> delivered, Dataset<Row> orders, Dataset<Row> dates) {
    Dataset<Row> first =
        delivered
            .crossJoin(broadcast(dates))
            .where(
                col("event_on")
                    .gt(col("as_of"))
                    .and(col("event_on").leq(date_add(col("as_of"), DAYS_TO_DELIVERY))))
            .groupBy("as_of", "customer_id")
            .agg(min("occurred_at").as("delivered_at"));
    Column isAfter =
        col("ordered_at")
            .gt(col("delivered_at"))
            .and(
                col("ordered_at")
                    .leq(col("delivered_at").plus(expr("interval " + DAYS_TO_ORDER + " days"))));
    return first
        .join(orders.select("customer_id", "ordered_at"), new String[] {"customer_id"}, "left")
        .groupBy("as_of", "customer_id")
        .agg(max(when(isAfter, 1.0).otherwise(lit(0.0))).as(CalibratedRegression.LABEL))
        .select("as_of", "customer_id", CalibratedRegression.LABEL);
  }
}
