package io.segmentlake.pipelines.bronze;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.identity.CustomerIds;
import io.segmentlake.models.identity.ShopKey;
import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.sources.FeedColumns;
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
 * @param rows columns {@code file_id, line, lines, reason, raw, known_at} and the streams
 */
record Verdicts(Feed feed, Dataset<Row> rows) {

  /**
   * Judges raw records.
   *
   * @param raw columns of {@link RawRecords#schema}
   */
  static Verdicts of(Feed feed, Dataset<Row> raw, ShopKey key) {
    FeedColumns columns = new FeedColumns(feed, new CustomerIds(key, feed.system()));
    List<Column> judged = new ArrayList<>();
    for (String place : List.of("file_id", "line", "lines", "raw")) {
      judged.add(col(place));
    }
    judged.add(columns.reason().as("reason"));
    judged.add(columns.knownAt().as("known_at"));
    feed.streams().forEach(stream -> judged.add(columns.row(stream).as(stream.name())));
    return new Verdicts(feed, kept(feed, raw.select(judged.toArray(Column[]::new))));
  }

  /** A loaded record needs no raw text, and one kept out gives no rows. */
  private static Dataset<Row> kept(Feed feed, Dataset<Row> judged) {
    Column isLoaded = col("reason").isNull();
    List<Column> kept = new ArrayList<>();
    for (String name : List.of("file_id", "line", "lines", "reason", "known_at")) {
      kept.add(col(name));
    }
    kept.add(when(isLoaded, lit(null)).otherwise(col("raw")).as("raw"));
    for (StreamMapping stream : feed.streams()) {
      kept.add(when(isLoaded, col(stream.name())).as(stream.name()));
    }
    return judged.select(kept.toArray(Column[]::new));
  }

  /** Records of each file by reason; a null reason counts those loaded. */
  Dataset<Row> counts() {
    return rows.groupBy("file_id", "reason").count();
  }

  /** Rows of one stream: its mapped columns, {@code native_id}, and the place of the record. */
  Dataset<Row> stream(StreamMapping stream) {
    return rows.where(col(stream.name()).isNotNull())
        .select(col("file_id"), col("line"), col("known_at"), col(stream.name() + ".*"));
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
