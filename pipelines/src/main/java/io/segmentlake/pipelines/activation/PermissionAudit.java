package io.segmentlake.pipelines.activation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.silver.SilverTables;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Permissions that customer records hold at the end of a date, counted by what they are for and by
 * how they can be proven. Names nobody.
 *
 * @param basis consent or soft_opt_in; null where none was recorded
 * @param evidence where it was given; null where nobody recorded it
 * @param textVersion of the text agreed to; null where nobody recorded it
 * @param years completed since it was given, 3 for all longer ago
 * @param granted customer records
 * @param revoked customer records that took theirs back; they have no proof and no age
 */
public record PermissionAudit(
    String channel,
    String topic,
    String purpose,
    String basis,
    String evidence,
    String textVersion,
    Integer years,
    long granted,
    long revoked) {
  private static final int LONG_AGO = 3;

  /** Counts, the commonest first. What was said last counts, a refusal before a grant. */
  public static List<PermissionAudit> of(Lakehouse lakehouse, LocalDate asOf) {
    Column until = col("event_on").leq(lit(Date.valueOf(asOf)));
    Column isGrant = col("action").equalTo("granted");
    Column said =
        struct(
            isGrant.as("is_grant"),
            col("basis"),
            col("evidence"),
            col("text_version"),
            col("occurred_at"));
    Dataset<Row> last =
        lakehouse
            .live(SilverTables.CONSENTS)
            .where(until)
            .groupBy("customer_id", "channel", "topic", "purpose")
            .agg(max_by(said, struct(col("occurred_at"), not(isGrant))).as("said"))
            .select(
                col("customer_id"), col("channel"), col("topic"), col("purpose"), col("said.*"));
    Dataset<Row> unsubscribed =
        lakehouse
            .live(SilverTables.EMAIL_EVENTS)
            .where(until.and(col("type").equalTo("unsubscribe")))
            .groupBy("customer_id")
            .agg(max("occurred_at").as("unsubscribed_at"));
    Column wasRefused =
        col("channel")
            .equalTo("email")
            .and(col("purpose").equalTo("send"))
            .and(coalesce(col("unsubscribed_at").geq(col("occurred_at")), lit(false)));
    Column holds = col("is_grant").and(not(wasRefused));
    Column years =
        org.apache.spark.sql.functions.least(
            lit(LONG_AGO),
            months_between(lit(Date.valueOf(asOf)), col("occurred_at").cast("date"))
                .divide(12)
                .cast("int"));
    return last
        .join(unsubscribed, "customer_id", "left")
        .withColumn("holds", holds)
        .groupBy(
            col("channel"),
            col("topic"),
            col("purpose"),
            when(col("holds"), col("basis")).as("basis"),
            when(col("holds"), col("evidence")).as("evidence"),
            when(col("holds"), col("text_version")).as("text_version"),
            when(col("holds"), years).as("years"))
        .agg(
            count(when(col("holds"), lit(1))).as("granted"),
            count(when(not(col("holds")), lit(1))).as("revoked"))
        .orderBy(
            col("channel"),
            col("purpose"),
            col("topic"),
            col("granted").desc(),
            col("basis"),
            col("evidence"),
            col("text_version"),
            col("years"))
        .collectAsList()
        .stream()
        .map(PermissionAudit::of)
        .toList();
  }

  private static PermissionAudit of(Row row) {
    return new PermissionAudit(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.isNullAt(6) ? null : row.getInt(6),
        row.getLong(7),
        row.getLong(8));
  }
}
