package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.xxhash64;

import io.segmentlake.models.shops.Shop;
import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.ContentHash;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.BronzeTables;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Brings one stream's silver table up to an ingest run: for the keys that the run touched, the
 * valid records are chosen again and compared with those stored; what differs is closed and added
 * in one commit. Run twice, the second time finds no difference.
 */
public final class SilverStream {
  private final Lakehouse lakehouse;
  private final Table bronze;
  private final Table table;
  private final UnaryOperator<Dataset<Row>> keyed;
  private final Optional<String> at;
  private final boolean keyHasInstant;
  private final ZoneId zone;
  private final Derivation derivation;

  private SilverStream(
      Lakehouse lakehouse,
      Table bronze,
      Table table,
      UnaryOperator<Dataset<Row>> keyed,
      Optional<String> at,
      boolean keyHasInstant,
      ZoneId zone,
      Derivation derivation) {
    this.lakehouse = lakehouse;
    this.bronze = bronze;
    this.table = table;
    this.keyed = keyed;
    this.at = at;
    this.keyHasInstant = keyHasInstant;
    this.zone = zone;
    this.derivation = derivation;
  }

  /** The writer of one stream's silver table. */
  public static SilverStream of(Lakehouse lakehouse, Stream stream, Shop shop) {
    return new SilverStream(
        lakehouse,
        stream.bronze(),
        SilverTables.of(stream),
        rows -> rows,
        stream.isEvent() ? stream.at() : Optional.empty(),
        stream.at().map(stream.key()::contains).orElse(false),
        shop.zone(),
        Derivation.of(stream.name(), shop.currency()));
  }

  /** The writer of the contacts, which is restricted. */
  public static SilverStream contacts(Lakehouse lakehouse) {
    return new SilverStream(
        lakehouse,
        BronzeTables.CONTACTS,
        SilverTables.CONTACTS,
        Contacts::keyed,
        Optional.empty(),
        false,
        ZoneId.of("UTC"),
        (arrivals, rows) -> Contacts.derive(rows));
  }

  /** Applies ingest run {@code seq}; runs must be applied in their order. */
  public Written apply(long seq) {
    Arrivals arrivals = new Arrivals(lakehouse, seq);
    boolean bringsNone = !arrivals.brings(bronze);
    boolean exists = lakehouse.exists(table);
    if (bringsNone && !exists) {
      return Written.unchanged(table, -1);
    }
    Dataset<Row> brought = keyed.apply(arrivals.brought(bronze));
    if (!exists) {
      try (Kept kept = new Kept()) {
        return lakehouse.appendSome(table, valid(arrivals, brought, kept), "silver", seq);
      }
    }
    boolean withdraws = arrivals.withdrawsFiles();
    if (bringsNone && !withdraws && !derivation.followsOthers(arrivals)) {
      return Written.unchanged(table, lakehouse.version(table));
    }
    try (Kept kept = new Kept()) {
      return update(arrivals, kept.of(brought), withdraws, kept);
    }
  }

  private Written update(Arrivals arrivals, Dataset<Row> brought, boolean withdraws, Kept kept) {
    Dataset<Row> touched =
        withdraws ? kept.of(brought.unionByName(keyed.apply(arrivals.withdrawn(bronze)))) : brought;
    KeyRange range = KeyRange.of(touched, at, keyHasInstant, zone);
    boolean followsOthers = derivation.followsOthers(arrivals);
    if (range.isEmpty() && !followsOthers) {
      return Written.unchanged(table, lakehouse.version(table));
    }
    Dataset<Row> live = lakehouse.live(table);
    Dataset<Row> keys = touched.select("record_key").distinct();
    // Rows without a month are few, and lie anywhere.
    Column near = at.isPresent() ? range.condition() : lit(true);
    Dataset<Row> stored = kept.of(live.where(near).join(keys, "record_key", "left_semi"));
    boolean comesInOrder = lakehouse.hasNothingAfter(table, "known_at", range.knownFrom());
    Dataset<Row> candidates =
        withdraws || !comesInOrder && anyKnownEarlier(brought, stored)
            ? keyed.apply(arrivals.valid(bronze)).join(keys, "record_key", "left_semi")
            : brought.unionByName(like(brought, stored));
    Dataset<Row> before = stored;
    if (followsOthers) {
      Dataset<Row> rederived =
          kept.of(derivation.alsoTouched(arrivals, live).join(keys, "record_key", "left_anti"));
      candidates = candidates.unionByName(like(brought, rederived));
      before = stored.unionByName(rederived);
    }
    return write(arrivals.seq(), valid(arrivals, candidates, kept), before, kept);
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
        .join(known, new String[] {"record_key", "content_hash"}, "inner")
        .where(col("known_at").lt(col("stored_known_at")))
        .isEmpty();
  }

  private Dataset<Row> valid(Arrivals arrivals, Dataset<Row> candidates, Kept kept) {
    Dataset<Row> rows = Winners.of(candidates);
    if (at.isPresent()) {
      Column local = from_utc_timestamp(col(at.orElseThrow()), zone.getId());
      rows = rows.withColumn("event_on", to_date(local));
      rows = rows.withColumn("event_month", date_format(col("event_on"), "yyyy-MM"));
    }
    Dataset<Row> winners = derivation.looksAhead() ? kept.of(rows) : rows;
    return derivation
        .derive(arrivals, winners)
        .withColumn("arrived_seq", lit(arrivals.seq()))
        .withColumn("superseded_seq", lit(null).cast("bigint"))
        .select(table.select());
  }

  private Written write(long seq, Dataset<Row> valid, Dataset<Row> stored, Kept kept) {
    Column hash = rowHash();
    Dataset<Row> before =
        stored.select(
            col("record_key"),
            col("arrived_seq").as("stored_seq"),
            (at.isPresent() ? col("event_month") : lit(null)).as(Lakehouse.LIES_IN),
            hash.as("stored_hash"));
    Dataset<Row> changes =
        kept.of(
            valid
                .withColumn("row_hash", hash)
                .join(before, "record_key", "full_outer")
                .where(not(col("row_hash").eqNullSafe(col("stored_hash")))));
    return lakehouse.insertAndClose(
        table,
        changes.where(col("row_hash").isNotNull()).select(table.select()),
        changes
            .where(col("stored_seq").isNotNull())
            .select(
                col("record_key"),
                col("stored_seq").as("arrived_seq"),
                lit(seq).as("superseded_seq"),
                col(Lakehouse.LIES_IN)),
        List.of("record_key", "arrived_seq"),
        List.of("superseded_seq"));
  }

  private Column rowHash() {
    return xxhash64(ContentHash.rowHash(table.structType()), col("known_at"));
  }

  private static Dataset<Row> like(Dataset<Row> candidates, Dataset<Row> silver) {
    return silver.select(
        Arrays.stream(candidates.columns()).map(c -> col(c)).toArray(Column[]::new));
  }
}
