package io.segmentlake.pipelines.activation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.segments.SegmentMembers;
import io.segmentlake.pipelines.silver.SilverTables;
import java.sql.Timestamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The members of a segment at a date, each with what stands against an e-mail to it. Only somebody
 * with nothing against may be written to.
 */
public final class Audience {
  private final CustomerHistory history;
  private final Lakehouse lakehouse;

  public Audience(CustomerHistory history) {
    this.history = history;
    this.lakehouse = history.lakehouse();
  }

  /**
   * One row per member: {@code customer_id}, {@code blockers} (names; empty where nothing stands
   * against), and, only for those without any, {@code email} as it was given.
   */
  public Dataset<Row> of(SegmentMembers members) {
    Timestamp end =
        Timestamp.from(members.asOf().plusDays(1).atStartOfDay(history.zone()).toInstant());
    Column permitted = coalesce(col("is_permitted"), lit(false));
    Column blockers =
        array_compact(
            array(
                when(not(permitted), "no permission"),
                when(coalesce(col("complained"), lit(false)), "complaint or spam trap"),
                when(coalesce(col("bounced"), lit(false)), "bounced"),
                when(not(coalesce(col("is_email_valid"), lit(false))), "no valid address")));
    return members
        .ids()
        .join(new Permissions(history).email(end), "customer_id", "left")
        .join(new Suppressions(history).email(end), "customer_id", "left")
        .join(addresses(), "customer_id", "left")
        .withColumn("blockers", blockers)
        .select(
            col("customer_id"),
            col("blockers"),
            when(array_size(col("blockers")).equalTo(0), col("email")).as("email"));
  }

  /** The representative's own address, one row per person. */
  private Dataset<Row> addresses() {
    return lakehouse
        .live(SilverTables.CONTACTS)
        .groupBy("customer_id")
        .agg(max("email_normalised").as("email"), max("is_email_valid").as("is_email_valid"));
  }
}
