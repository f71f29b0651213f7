package io.segmentlake.pipelines.features;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.Ingest;
import io.segmentlake.pipelines.silver.SilverTables;
import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps features.customer_day, the append-only ledger of additive amounts: what an ingest run added
 * to silver is appended, what it took away is appended with a minus. Summed up to any run it is
 * exact.
 */
public final class CustomerDay {
  public static final Table TABLE =
      Table.of(
              "features.customer_day",
              "One row per customer, event day, stream, type, claimed known day and ingest run.",
              io.segmentlake.models.tables.Column.of(
                  "customer_id", "bigint", "Pseudonym of the customer"),
              io.segmentlake.models.tables.Column.of(
                  "event_on", "date", "Business date of the events"),
              io.segmentlake.models.tables.Column.of(
                  "stream", "string", "orders, web_events or email_events"),
              io.segmentlake.models.tables.Column.of(
                  "type", "string", "Kind of event; opens and clicks with who reacted"),
              io.segmentlake.models.tables.Column.of(
                  "known_on", "date", "Day from which the shop claims to have known"),
              io.segmentlake.models.tables.Column.of("arrived_seq", "bigint", "Ingest run"),
              io.segmentlake.models.tables.Column.of(
                  "events", "bigint", "Number of events; negative in a correction"),
              io.segmentlake.models.tables.Column.of(
                  "amount", "decimal(28,4)", "Money, in the shop's currency"),
              io.segmentlake.models.tables.Column.of(
                  "margin", "decimal(28,4)", "Margin where it is known"),
              io.segmentlake.models.tables.Column.of(
                  "margin_unknown", "bigint", "Events whose margin nobody knows"),
              io.segmentlake.models.tables.Column.of(
                  "event_month", "string", "Month of event_on, yyyy-MM"))
          .partitionedBy("event_month");

  private final Lakehouse lakehouse;
  private final ZoneId zone;

  public CustomerDay(Lakehouse lakehouse, ZoneId zone) {
    this.lakehouse = lakehouse;
    this.zone = zone;
  }

  /** Appends what ingest run {@code seq} changed in silver, once. */
  public Written apply(long seq) {
    long records = Ingest.records(lakehouse, seq);
    return Compilation.forRows(lakehouse.spark(), records, () -> append(seq));
  }

  private Written append(long seq) {
    Dataset<Row> amounts =
        orders(seq)
            .unionByName(refunds(seq))
            .unionByName(
                events(
                    SilverTables.WEB_EVENTS,
                    seq,
                    not(coalesce(col("is_bot"), lit(false))),
                    col("type")))
            .unionByName(
                events(
                    SilverTables.EMAIL_EVENTS,
                    seq,
                    lit(true),
                    concat_ws(":", col("type"), col("reaction"))));
    Dataset<Row> rows =
        amounts
            .groupBy("customer_id", "event_on", "stream", "type", "known_on")
            .agg(
                sum("events").as("events"),
                sum("amount").as("amount"),
                sum("margin").as("margin"),
                sum("margin_unknown").as("margin_unknown"))
            .where("events <> 0 or amount <> 0 or margin <> 0 or margin_unknown <> 0")
            .withColumn("arrived_seq", lit(seq))
            .withColumn("event_month", date_format(col("event_on"), "yyyy-MM"));
    return lakehouse.append(TABLE, rows, "ledger", seq);
  }

  private Dataset<Row> orders(long seq) {
    Column kind =
        when(col("is_counted"), "order").when(col("kind").equalTo("cancellation"), "cancellation");
    return changes(SilverTables.ORDERS, seq)
        .withColumn("type", kind)
        .where(col("type").isNotNull().and(col("gross_amount").isNotNull()))
        .select(entry("orders", col("gross_amount"), col("margin_amount")));
  }

  private Dataset<Row> refunds(long seq) {
    Column margin = coalesce(col("refund_cost"), lit(0)).minus(col("refund_amount"));
    return changes(SilverTables.REFUNDS, seq)
        .where(col("refund_amount").isNotNull())
        .withColumn("type", lit("refund"))
        .select(entry("orders", col("refund_amount").multiply(-1), margin));
  }

  private Dataset<Row> events(Table table, long seq, Column counts, Column type) {
    return changes(table, seq)
        .where(counts)
        .withColumn("type", type)
        .select(entry(table.name(), lit(0), lit(0)));
  }

  /**
   * Rows of known customers that the run made valid (sign 1) or took away (sign −1). Until what
   * took its place was known a row counts: that it was wrong nobody knew.
   */
  private Dataset<Row> changes(Table table, long seq) {
    Dataset<Row> rows = lakehouse.read(table).where(col("customer_id").isNotNull());
    Dataset<Row> came = rows.where(col("arrived_seq").equalTo(seq));
    Dataset<Row> gone = rows.where(col("superseded_seq").equalTo(seq));
    Dataset<Row> corrected =
        gone.join(
                came.select(col("record_key"), col("known_at").as("corrected_at")),
                "record_key",
                "left")
            .withColumn("known_at", greatest(col("known_at"), col("corrected_at")))
            .drop("corrected_at");
    return came.withColumn("sign", lit(1)).unionByName(corrected.withColumn("sign", lit(-1)));
  }

  private Column[] entry(String stream, Column amount, Column margin) {
    Column sign = col("sign");
    return new Column[] {
      col("customer_id"),
      col("event_on"),
      lit(stream).as("stream"),
      col("type"),
      to_date(from_utc_timestamp(col("known_at"), zone.getId())).as("known_on"),
      sign.cast("bigint").as("events"),
      amount.multiply(sign).cast("decimal(28,4)").as("amount"),
      coalesce(margin, lit(0)).multiply(sign).cast("decimal(28,4)").as("margin"),
      when(margin.isNull(), sign).otherwise(lit(0)).cast("bigint").as("margin_unknown")
    };
  }
}
