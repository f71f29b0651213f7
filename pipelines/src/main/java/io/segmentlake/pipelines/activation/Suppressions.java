package io.segmentlake.pipelines.activation;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.silver.SilverTables;
import java.sql.Timestamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Who must not be written to, whatever it agreed to: bounces bind the address, complaints and traps
 * the person.
 */
final class Suppressions {
  private static final long FORTNIGHT_SECONDS = 14L * 24 * 60 * 60;
  private static final int SOFT_LIKE_HARD = 3;

  private final CustomerHistory history;

  Suppressions(CustomerHistory history) {
    this.history = history;
  }

  /** One row per person with any such event before an instant: customer_id, complained, bounced. */
  Dataset<Row> email(Timestamp before) {
    WindowSpec fortnight =
        Window.partitionBy("customer_id")
            .orderBy("soft_seconds")
            .rangeBetween(1 - FORTNIGHT_SECONDS, 0);
    Column soft = col("type").equalTo("soft_bounce");
    return history
        .valid(SilverTables.EMAIL_EVENTS)
        .where(col("occurred_at").lt(lit(before)))
        .where(col("type").isin("hard_bounce", "soft_bounce", "complaint", "spam_trap"))
        .withColumn("soft_seconds", when(soft, col("occurred_at").cast("bigint")))
        .withColumn("softs", count(col("soft_seconds")).over(fortnight))
        .groupBy("customer_id")
        .agg(
            bool_or(col("type").isin("complaint", "spam_trap")).as("complained"),
            bool_or(
                    col("type")
                        .equalTo("hard_bounce")
                        .or(soft.and(col("softs").geq(SOFT_LIKE_HARD))))
                .as("bounced"));
  }
}
