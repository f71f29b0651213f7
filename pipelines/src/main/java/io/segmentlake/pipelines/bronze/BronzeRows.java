package io.segmentlake.pipelines.bronze;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_micros;

import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.sources.FeedRecords;
import io.segmentlake.models.sources.StreamMapping;
import io.segmentlake.models.streams.StreamColumn;
import io.segmentlake.models.tables.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Makes rows of one stream's bronze table of a feed's records: keys, hashes, where from. */
final class BronzeRows {
  private static final String UNIT_SEPARATOR = "\u001f";

  private final Verdicts verdicts;
  private final StreamMapping stream;
  private final Table table;

  BronzeRows(Verdicts verdicts, StreamMapping stream) {
    this.verdicts = verdicts;
    this.stream = stream;
    this.table = stream.stream().bronze();
  }

  /** The rows in the table's columns, brought by run {@code seq}. */
  Dataset<Row> rows(long seq) {
    Dataset<Row> typed = verdicts.stream(stream).drop(FeedRecords.NATIVE_ID);
    Dataset<Row> hashed = onePerRow(typed).withColumn("content_hash", contentHash());
    return keyed(hashed)
        .withColumn("version_at", versionAt())
        .withColumn("source", lit(feed().source()))
        .withColumn("arrived_seq", lit(seq))
        .withColumns(missing())
        .select(table.select());
  }

  private Feed feed() {
    return verdicts.feed();
  }

  private boolean isRecordStream() {
    return stream.name().equals(feed().records());
  }

  /** Other streams than the feed's own get a row once, however many records of a file tell it. */
  private Dataset<Row> onePerRow(Dataset<Row> typed) {
    if (isRecordStream()) {
      return typed;
    }
    List<Column> content = new ArrayList<>(List.of(col("file_id")));
    stream.openColumns().forEach(column -> content.add(col(column.name())));
    return typed
        .groupBy(content.toArray(Column[]::new))
        .agg(
            min("line").as("line"),
            min("known_at").as("known_at"),
            min(Verdicts.RAW_PRINT).as(Verdicts.RAW_PRINT));
  }

  /** 128 bits over names and values, so that neither nulls nor neighbours can be confused. */
  private Column contentHash() {
    List<Column> parts = new ArrayList<>();
    for (StreamColumn column : stream.openColumns()) {
      Column text = text(column);
      // A null value makes the part null, and null parts are left out.
      parts.add(concat(lit(column.name() + "="), length(text).cast("string"), lit(":"), text));
    }
    return md5(concat_ws(";", parts.toArray(Column[]::new)).cast("binary"));
  }

  /** The same text for the same value, whatever zone or locale a session has. */
  private static Column text(StreamColumn column) {
    Column value = col(column.name());
    return switch (column.type()) {
      case TIMESTAMP -> unix_micros(value).cast("string");
      default -> value.cast("string");
    };
  }

  private Dataset<Row> keyed(Dataset<Row> hashed) {
    if (stream.mapsKey()) {
      Column[] key =
          stream.stream().key().stream()
              .map(this::column)
              .map(BronzeRows::text)
              .toArray(Column[]::new);
      return hashed.withColumn("record_key", concat_ws(UNIT_SEPARATOR, key));
    }
    if (feed().identicalLines() == Feed.IdenticalLines.DROP) {
      return perFile(EqualLines.same(hashed, stream).numbered());
    }
    return feed().overlap() == Feed.Overlap.POSSIBLE
        ? EqualLines.apart(hashed, stream).numbered()
        : hashed.withColumn("record_key", inFile(col("line").cast("string")));
  }

  private Dataset<Row> perFile(Dataset<Row> keyed) {
    return feed().overlap() == Feed.Overlap.POSSIBLE
        ? keyed
        : keyed.withColumn("record_key", inFile(col("record_key")));
  }

  private static Column inFile(Column key) {
    return concat(col("file_id").cast("string"), lit(":"), key);
  }

  private StreamColumn column(String name) {
    return stream.openColumns().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Column versionAt() {
    Optional<Column> version = stream.stream().version().filter(stream::maps).map(c -> col(c));
    Optional<Column> at = stream.stream().at().filter(stream::maps).map(c -> col(c));
    Column[] known = Stream.of(version, at).flatMap(Optional::stream).toArray(Column[]::new);
    return known.length == 0 ? lit(null).cast("timestamp") : coalesce(known);
  }

  private Map<String, Column> missing() {
    Map<String, Column> missing = new HashMap<>();
    stream.stream().columns().stream()
        .filter(column -> !stream.openColumns().contains(column))
        .forEach(column -> missing.put(column.name(), lit(null).cast(column.type().ddl())));
    return missing;
  }
}
