package io.segmentlake.models.recommendations;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What each person has bought, the latest counting most. A day on which a product was bought weighs
 * 1 if it is the person's last day with an order, and half of that for each {@link #HALF_LIFE_DAYS}
 * earlier: so the weights of a person change with orders alone, not with time that goes by.
 */
public final class Purchases {
  /** Days after which what was bought says half as much of a person. */
  static final int HALF_LIFE_DAYS = 180;

  /** The column of the purchases. */
  static final String COLUMN = "purchases";

  private Purchases() {}

  /**
   * One row per person: customer_id, and purchases array&lt;struct&lt;product_id string, weight
   * double&gt;&gt; in the order of products.
   *
   * @param lines one row per line sold: customer_id bigint, product_id string, event_on date; lines
   *     of nobody are passed over
   */
  public static Dataset<Row> of(Dataset<Row> lines) {
    Dataset<Row> days =
        lines
            .where(col("customer_id").isNotNull())
            .select("customer_id", "product_id", "event_on")
            .distinct();
    return days.withColumn("last_on", max("event_on").over(Window.partitionBy("customer_id")))
        .withColumn("age", datediff(col("last_on"), col("event_on")))
        // Days of one age weigh the same: so floating sums have one order.
        .groupBy("customer_id", "product_id")
        .agg(array_sort(collect_list(col("age"))).as("ages"))
        .withColumn("weight", weight())
        .groupBy("customer_id")
        .agg(array_sort(collect_list(struct(col("product_id"), col("weight")))).as(COLUMN));
  }

  private static org.apache.spark.sql.Column weight() {
    return org.apache.spark.sql.functions.aggregate(
        col("ages"),
        lit(0.0),
        (sum, age) -> sum.plus(pow(lit(.5), age.divide(lit((double) HALF_LIFE_DAYS)))));
  }
}
