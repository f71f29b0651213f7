package io.segmentlake.pipelines.bronze;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** One row per version of a raw file; a run has happened when its rows stand here. */
record BronzeFiles(Lakehouse lakehouse) {
  private static final Table TABLE = BronzeTables.FILES;

  /** Number of the last run, 0 before the first. */
  long lastRun() {
    Row row =
        lakehouse
            .read(TABLE)
            .agg(max(greatest(col("arrived_seq"), coalesce(col("superseded_seq"), lit(0L)))))
            .head();
    return row.isNullAt(0) ? 0 : row.getLong(0);
  }

  /** All versions, live and replaced, of a feed's files. */
  List<FileVersion> versions(Feed feed, List<FileVersion> all) {
    return all.stream()
        .filter(v -> v.source().equals(feed.source()) && v.feed().equals(feed.name()))
        .toList();
  }

  List<FileVersion> versions() {
    return lakehouse.read(TABLE).collectAsList().stream().map(FileVersion::of).toList();
  }

  /** Makes the run visible: its files, and the end of those that they replace. */
  Written commit(long seq, List<FeedPlan> plans, FileCounts counts) {
    List<Row> rows = new ArrayList<>();
    List<Row> replaced = new ArrayList<>();
    for (FeedPlan plan : plans) {
      plan.arrivals().forEach(arrival -> rows.add(row(seq, plan.feed(), arrival, counts)));
      plan.replaced().forEach(old -> replaced.add(RowFactory.create(old.fileId(), seq)));
    }
    Dataset<Row> inserts = lakehouse.spark().createDataFrame(rows, TABLE.structType());
    StructType closing =
        new StructType()
            .add("file_id", DataTypes.LongType)
            .add("superseded_seq", DataTypes.LongType);
    return lakehouse.insertAndClose(
        TABLE,
        inserts,
        lakehouse.spark().createDataFrame(replaced, closing),
        List.of("file_id"),
        List.of("superseded_seq"),
        "t.superseded_seq is null");
  }

  private static Row row(long seq, Feed feed, FeedPlan.Arrival arrival, FileCounts counts) {
    long ok = counts.ok(arrival.fileId());
    long quarantined = counts.quarantined(arrival.fileId());
    return RowFactory.create(
        arrival.fileId(),
        feed.source(),
        feed.name(),
        arrival.file().path(),
        arrival.contentHash(),
        arrival.file().bytes(),
        Timestamp.from(arrival.file().modifiedAt()),
        seq,
        null,
        ok + quarantined,
        ok,
        quarantined);
  }
}
