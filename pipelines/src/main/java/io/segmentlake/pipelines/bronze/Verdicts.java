package io.segmentlake.pipelines.bronze;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.segmentlake.models.identity.CustomerIds;
import io.segmentlake.models.identity.ShopKey;
import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.sources.FeedRecords;
import io.segmentlake.models.sources.StreamMapping;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per raw record of a feed: its place, the reason why it is kept out (null: it is loaded)
 * with the raw text, and for each stream its row as a structure named like the stream.
 *
 * @param feed that the records belong to
 * @param rows columns {@code file_id, line, lines, reason, raw, raw_print, known_at} and the
 *     streams
 */
record Verdicts(Feed feed, Dataset<Row> rows) {
  /** Fingerprint of a record's raw text, where a feed asks which lines are identical. */
  static final String RAW_PRINT = "raw_print";

  /**
   * Judges raw records.
   *
   * @param raw columns of {@link RawRecords#schema}
   */
  static Verdicts of(Feed feed, Dataset<Row> raw, ShopKey key) {
    FeedRecords records = new FeedRecords(feed, new CustomerIds(key, feed.system()));
    Dataset<Row> judged = records.judge(raw, List.of("file_id", "line", "lines", "raw"));
    boolean dropsIdentical = feed.identicalLines() == Feed.IdenticalLines.DROP;
    Column print = dropsIdentical ? xxhash64(col("raw")) : lit(null).cast("bigint");
    // A loaded record needs no raw text.
    return new Verdicts(
        feed,
        judged
            .withColumn(RAW_PRINT, print)
            .withColumn("raw", when(col(FeedRecords.REASON).isNotNull(), col("raw"))));
  }

  /**
   * Records of each file by reason (null: loaded), how many of them name a customer, and how many
   * each stream takes, in the order of the feed's streams.
   */
  Dataset<Row> counts() {
    Column[] natives =
        feed.streams().stream()
            .filter(stream -> stream.idColumn().isPresent())
            .map(stream -> col(stream.name() + "." + FeedRecords.NATIVE_ID))
            .toArray(Column[]::new);
    Column named = natives.length == 0 ? lit(null) : coalesce(natives);
    List<Column> taken = new ArrayList<>();
    taken.add(count(named).as("named"));
    feed.streams().forEach(stream -> taken.add(count(col(stream.name())).as(stream.name())));
    return rows.groupBy("file_id", FeedRecords.REASON)
        .agg(count(lit(1)).as("records"), taken.toArray(Column[]::new));
  }

  /** Rows of one stream: its mapped columns, {@code native_id}, and the place of the record. */
  Dataset<Row> stream(StreamMapping stream) {
    return rows.where(col(stream.name()).isNotNull())
        .select(
            col("file_id"),
            col("line"),
            col("known_at"),
            col(RAW_PRINT),
            col(stream.name() + ".*"));
  }

  /** Records kept out. */
  Dataset<Row> refused() {
    return rows.where(col("reason").isNotNull())
        .select(
            lit(feed.source()).as("source"),
            lit(feed.name()).as("feed"),
            col("file_id"),
            col("line"),
            col("lines").cast("bigint").as("lines"),
            col("reason"),
            coalesce(col("raw"), lit("")).as("raw"));
  }
}
