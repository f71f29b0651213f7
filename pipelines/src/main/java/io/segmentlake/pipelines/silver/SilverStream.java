package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.xxhash64;

import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.ContentHash;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Brings one stream's silver table up to an ingest run: for the keys that the run touched, the
 * valid records are chosen again and compared with those stored; what differs is closed and added
 * in one commit. Run twice, the second time finds no difference.
 */
public final class SilverStream {
  private final Lakehouse lakehouse;
  private final Stream stream;
  private final Table table;
  private final ZoneId zone;
  private final Derivation derivation;

  /**
   * A writer of one silver table.
   *
   * @param lakehouse bronze and silver
   * @param stream whose table is written
   * @param zone in which the shop's business dates are told
   */
  public SilverStream(Lakehouse lakehouse, Stream stream, ZoneId zone) {
    this.lakehouse = lakehouse;
    this.stream = stream;
    this.table = SilverTables.of(stream);
    this.zone = zone;
    this.derivation = Derivation.of(stream.name());
  }

  /** Applies ingest run {@code seq}; runs must be applied in their order. */
  public Written apply(long seq) {
    Arrivals arrivals = new Arrivals(lakehouse, seq);
    Dataset<Row> brought = arrivals.brought(stream.bronze());
    if (!lakehouse.exists(table)) {
      return lakehouse.append(table, valid(arrivals, brought), "silver", seq);
    }
    boolean withdraws = arrivals.withdrawsFiles();
    Dataset<Row> resent = withdraws ? brought.union(arrivals.withdrawn(stream.bronze())) : brought;
    Dataset<Row> touched = resent.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return update(arrivals, brought, touched, withdraws);
    } finally {
      touched.unpersist();
    }
  }

  private Written update(
      Arrivals arrivals, Dataset<Row> brought, Dataset<Row> touched, boolean withdraws) {
    Dataset<Row> live = lakehouse.live(table);
    Dataset<Row> keys = touched.select("record_key").distinct();
    Dataset<Row> stored = live.where(near(touched)).join(keys, column("record_key"), "left_semi");
    Dataset<Row> rederived =
        derivation.alsoTouched(arrivals, live).join(keys, column("record_key"), "left_anti");
    Dataset<Row> candidates =
        withdraws || anyKnownEarlier(brought, stored)
            ? arrivals.valid(stream.bronze()).join(keys, column("record_key"), "left_semi")
            : brought.unionByName(inBronzeColumns(stored));
    Dataset<Row> valid = valid(arrivals, candidates.unionByName(inBronzeColumns(rederived)));
    return write(arrivals.seq(), valid, stored.unionByName(rederived));
  }

  /**
   * The same content, told again by a file that knew it earlier: a record beaten long ago could now
   * be the valid one, and only bronze still has it.
   */
  private static boolean anyKnownEarlier(Dataset<Row> brought, Dataset<Row> stored) {
    Dataset<Row> known =
        stored.select(
            col("record_key"), col("content_hash"), col("known_at").as("stored_known_at"));
    return !brought
        .join(
            known,
            scala.jdk.javaapi.CollectionConverters.asScala(List.of("record_key", "content_hash"))
                .toSeq())
        .where(col("known_at").lt(col("stored_known_at")))
        .isEmpty();
  }

  private Dataset<Row> valid(Arrivals arrivals, Dataset<Row> candidates) {
    Dataset<Row> rows = Winners.of(candidates);
    if (stream.isEvent()) {
      Column local = from_utc_timestamp(col(stream.at().orElseThrow()), zone.getId());
      rows = rows.withColumn("event_on", to_date(local));
      rows = rows.withColumn("event_month", date_format(col("event_on"), "yyyy-MM"));
    }
    return derivation
        .derive(arrivals, rows)
        .withColumn("arrived_seq", lit(arrivals.seq()))
        .withColumn("superseded_seq", lit(null).cast("bigint"))
        .select(table.select());
  }

  /** Bounds the files in which a stored row of the keys touched can lie. */
  private Column near(Dataset<Row> touched) {
    if (!stream.isEvent()) {
      return lit(true);
    }
    Row range = KeyRange.of(touched, stream.at().orElseThrow(), zone);
    return KeyRange.condition(range);
  }

  private Written write(long seq, Dataset<Row> valid, Dataset<Row> stored) {
    Column hash = rowHash();
    Dataset<Row> before =
        stored.select(
            col("record_key"),
            col("arrived_seq").as("stored_seq"),
            (stream.isEvent() ? col("event_month") : lit("")).as("stored_month"),
            hash.as("stored_hash"));
    Dataset<Row> changes =
        valid
            .withColumn("row_hash", hash)
            .join(before, column("record_key"), "full_outer")
            .where(col("row_hash").eqNullSafe(col("stored_hash")).unary_$bang())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> closed = changes.where(col("stored_seq").isNotNull());
      return lakehouse.insertAndClose(
          table,
          changes.where(col("row_hash").isNotNull()).select(table.select()),
          closed.select(
              col("record_key"),
              col("stored_seq").as("arrived_seq"),
              lit(seq).as("superseded_seq")),
          List.of("record_key", "arrived_seq"),
          List.of("superseded_seq"),
          stream.isEvent() ? monthsOf(closed) : "true");
    } finally {
      changes.unpersist();
    }
  }

  private static String monthsOf(Dataset<Row> closed) {
    String months =
        closed.select("stored_month").distinct().collectAsList().stream()
            .map(r -> "'" + r.getString(0) + "'")
            .sorted()
            .collect(Collectors.joining(", "));
    return months.isEmpty() ? "false" : "t.event_month in (" + months + ")";
  }

  private Column rowHash() {
    String[] names = table.columns().stream().map(c -> c.name()).toArray(String[]::new);
    return xxhash64(ContentHash.rowHash(names), col("known_at"));
  }

  private Dataset<Row> inBronzeColumns(Dataset<Row> silver) {
    return silver.select(stream.bronze().select());
  }

  static scala.collection.immutable.Seq<String> column(String name) {
    return scala.jdk.javaapi.CollectionConverters.asScala(Arrays.asList(name)).toSeq();
  }
}
