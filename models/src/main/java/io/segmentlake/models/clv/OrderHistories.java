package io.segmentlake.models.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Histories of {@link io.segmentlake.models.btyd} in days, from features.customer. */
public final class OrderHistories {
  private OrderHistories() {}

  /**
   * The same rows with {@code frequency, recency, age} and {@code monetary_value}, all null for
   * people without an order. The value is the mean revenue of all days with an order, the first one
   * included: features keep no other.
   */
  public static Dataset<Row> of(Dataset<Row> features) {
    return features
        .withColumn("frequency", when(col("order_days").gt(0), col("order_days").minus(1)))
        .withColumn("recency", date_diff(col("last_order_on"), col("first_order_on")))
        .withColumn("age", date_diff(col("as_of"), col("first_order_on")))
        .withColumn(
            "monetary_value",
            when(
                col("order_days").gt(0),
                col("revenue_lifetime").cast("double").divide(col("order_days"))));
  }
}
