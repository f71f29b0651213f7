package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.pipelines.FewKeys;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps silver.first_events: when each customer was first heard of, by the valid records of all
 * streams of events (what robots did included) and by the registration.
 *
 * <p>A run reads its own rows, and of the customers in them the instants stored. An instant that is
 * earlier is added beside the one stored, which costs no rewriting. Only where the first event of a
 * customer was itself taken back (its file withdrawn, its instant or customer corrected) history
 * has to tell the next one, from that instant on.
 */
public final class SilverFirstEvents {
  private static final String REGISTERED_AT = "registered_at";

  private final Lakehouse lakehouse;

  public SilverFirstEvents(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** customer_id, first_at of those of some customers that have one, after the last run applied. */
  static Dataset<Row> of(Dataset<Row> customers, Lakehouse lakehouse) {
    Dataset<Row> stored = lakehouse.live(SilverTables.FIRST_EVENTS);
    return earliest(
        stored.join(customers.select("customer_id"), "customer_id", "left_semi"), "first_at");
  }

  /** Adds and takes away what ingest run {@code seq}, applied to the streams, tells otherwise. */
  public Written apply(long seq) {
    if (!lakehouse.exists(SilverTables.FIRST_EVENTS)) {
      Dataset<Row> all = earliest(events(col("superseded_seq").isNull()), "at");
      return lakehouse.append(SilverTables.FIRST_EVENTS, added(all, seq), "silver", seq);
    }
    try (Kept kept = new Kept()) {
      return update(seq, kept);
    }
  }

  private Written update(long seq, Kept kept) {
    Dataset<Row> heard = kept.of(heard(seq));
    Column isEarlier =
        col("gained_at").lt(col("first_at")).or(col("first_at").isNull()).or(col("is_lost"));
    Column isLost =
        col("lost_at")
            .equalTo(col("first_at"))
            .and(coalesce(col("gained_at").gt(col("first_at")), lit(true)));
    Dataset<Row> changes =
        kept.of(
            heard
                .join(of(heard, lakehouse), "customer_id", "left")
                .withColumn("is_lost", coalesce(isLost, lit(false)))
                .where(isEarlier));
    Dataset<Row> earlier =
        changes
            .where(not(col("is_lost")).and(col("gained_at").isNotNull()))
            .select(col("customer_id"), col("gained_at").as("first_at"));
    Dataset<Row> lost = changes.where("is_lost").select("customer_id", "first_at");
    Timestamp from = lost.agg(min("first_at")).head().getTimestamp(0);
    if (from == null) {
      return lakehouse.append(SilverTables.FIRST_EVENTS, added(earlier, seq), "silver", seq);
    }
    Dataset<Row> moved = kept.of(moved(lost, from));
    return lakehouse.insertAndClose(
        SilverTables.FIRST_EVENTS,
        added(earlier.unionByName(moved.where(col("first_at").isNotNull())), seq),
        lakehouse
            .live(SilverTables.FIRST_EVENTS)
            .join(moved.select("customer_id"), "customer_id", "left_semi")
            .select(col("customer_id"), col("arrived_seq"), lit(seq).as("superseded_seq")),
        List.of("customer_id", "arrived_seq"),
        List.of("superseded_seq"));
  }

  /** customer_id, gained_at, lost_at: the earliest event that the run brought and took away. */
  private Dataset<Row> heard(long seq) {
    Column isLost = col("superseded_seq").equalTo(seq);
    return events(col("arrived_seq").equalTo(seq).or(isLost))
        .groupBy("customer_id")
        .agg(
            min(when(col("superseded_seq").isNull(), col("at"))).as("gained_at"),
            min(when(isLost, col("at"))).as("lost_at"));
  }

  /**
   * customer_id, first_at of those who now have another first event, or (null) none.
   *
   * @param lost customers with the first event they had
   * @param from the earliest of these; nobody has an earlier one
   */
  private Dataset<Row> moved(Dataset<Row> lost, Timestamp from) {
    Dataset<Row> again =
        earliest(
            events(col("superseded_seq").isNull())
                .where(col("at").geq(lit(from)))
                .join(FewKeys.of(lost.select("customer_id")), "customer_id", "left_semi"),
            "at");
    return lost.withColumnRenamed("first_at", "lost_at")
        .join(again, "customer_id", "left")
        .where(not(col("first_at").eqNullSafe(col("lost_at"))))
        .select("customer_id", "first_at");
  }

  /** customer_id, at, arrived_seq, superseded_seq of what customers did, in all streams. */
  private Dataset<Row> events(Column which) {
    Dataset<Row> none =
        lakehouse.read(SilverTables.FIRST_EVENTS).withColumnRenamed("first_at", "at").limit(0);
    return Streams.all().stream()
        .flatMap(stream -> at(stream).map(at -> events(stream, at, which)).stream())
        .reduce(none, Dataset::unionByName);
  }

  private Dataset<Row> events(Stream stream, String at, Column which) {
    return lakehouse
        .read(SilverTables.of(stream))
        .where(which.and(col("customer_id").isNotNull()).and(col(at).isNotNull()))
        .select(col("customer_id"), col(at).as("at"), col("arrived_seq"), col("superseded_seq"));
  }

  private Optional<String> at(Stream stream) {
    boolean isOfCustomers = stream.columns().stream().anyMatch(c -> c.name().equals("customer_id"));
    return isOfCustomers && lakehouse.exists(SilverTables.of(stream))
        ? Optional.of(stream.at().orElse(REGISTERED_AT))
        : Optional.empty();
  }

  private static Dataset<Row> earliest(Dataset<Row> rows, String at) {
    return rows.groupBy("customer_id").agg(min(at).as("first_at"));
  }

  private static Dataset<Row> added(Dataset<Row> firsts, long seq) {
    return firsts
        .withColumn("arrived_seq", lit(seq))
        .withColumn("superseded_seq", lit(null).cast("bigint"));
  }
}
