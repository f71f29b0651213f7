package io.segmentlake.pipelines.bronze;

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
    return lastRun(versions());
  }

  static long lastRun(List<FileVersion> versions) {
    return versions.stream().mapToLong(FileVersion::lastSeq).max().orElse(0);
  }

  /** Number of records in the files that a run brought, and in those that it replaced. */
  long records(long seq) {
    return lakehouse.rows(TABLE).stream()
        .filter(
            file ->
                file.<Long>getAs("arrived_seq") == seq
                    || Long.valueOf(seq).equals(file.getAs("superseded_seq")))
        .mapToLong(file -> file.<Long>getAs("records"))
        .sum();
  }

  /** All versions, live and replaced. */
  List<FileVersion> versions() {
    return lakehouse.rows(TABLE).stream().map(FileVersion::of).toList();
  }

  /** Makes the run visible: its files, and the end of those that they replace. */
  Written commit(long seq, List<JudgedFeed> feeds) {
    List<Row> rows = new ArrayList<>();
    List<Row> replaced = new ArrayList<>();
    for (JudgedFeed feed : feeds) {
      FeedPlan plan = feed.plan();
      plan.arrivals().forEach(a -> rows.add(row(seq, plan.feed(), a, feed.counts())));
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
        List.of("superseded_seq"));
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
