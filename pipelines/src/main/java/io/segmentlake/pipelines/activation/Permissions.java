package io.segmentlake.pipelines.activation;

import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.silver.SilverTables;
import java.sql.Timestamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Permissions as they were recorded. What was last said counts, a revocation wins over a grant of
 * the same instant, and of the customers merged into one person the strictest.
 */
final class Permissions {
  private final CustomerHistory history;
  private final Lakehouse lakehouse;

  Permissions(CustomerHistory history) {
    this.history = history;
    this.lakehouse = history.lakehouse();
  }

  /**
   * One row per person who ever said something: customer_id, is_permitted, to newsletters before an
   * instant.
   */
  Dataset<Row> email(Timestamp before) {
    Dataset<Row> consents =
        valid(SilverTables.CONSENTS)
            .where(col("occurred_at").lt(lit(before)))
            .where("channel = 'email' and purpose = 'send' and topic in ('newsletter', 'all')")
            .select(
                col("customer_id"),
                col("topic"),
                when(col("action").equalTo("granted"), col("occurred_at")).as("granted_at"),
                when(col("action").equalTo("granted"), null)
                    .otherwise(col("occurred_at"))
                    .as("revoked_at"));
    // Whoever unsubscribes says so of every topic.
    Dataset<Row> unsubscribed =
        valid(SilverTables.EMAIL_EVENTS)
            .where(col("occurred_at").lt(lit(before)).and(col("type").equalTo("unsubscribe")))
            .groupBy("customer_id")
            .agg(max("occurred_at").as("unsubscribed_at"));
    Column revoked = greatest(col("revoked_at"), col("unsubscribed_at"));
    return consents
        .groupBy("customer_id", "topic")
        .agg(max("granted_at").as("granted_at"), max("revoked_at").as("revoked_at"))
        .join(unsubscribed, "customer_id", "left")
        .withColumn(
            "grants", coalesce(col("granted_at").gt(revoked), col("granted_at").isNotNull()))
        .withColumn("refuses", coalesce(revoked.geq(col("granted_at")), revoked.isNotNull()))
        .join(history.persons(), "customer_id", "left")
        .groupBy(coalesce(col("person_id"), col("customer_id")).as("customer_id"))
        .agg(bool_or(col("grants")).and(bool_and(not(col("refuses")))).as("is_permitted"));
  }

  private Dataset<Row> valid(io.segmentlake.models.tables.Table table) {
    return lakehouse
        .read(table)
        .where(col("arrived_seq").leq(history.seq()))
        .where(col("superseded_seq").isNull().or(col("superseded_seq").gt(history.seq())));
  }
}
