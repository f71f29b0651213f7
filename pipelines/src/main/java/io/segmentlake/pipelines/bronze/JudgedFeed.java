package io.segmentlake.pipelines.bronze;

import io.segmentlake.models.identity.ShopKey;
import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.sources.StreamMapping;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.Lakehouse;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The new files of one feed, read and judged, and held until the run is over.
 *
 * @param plan what is done with the feed's files
 * @param verdicts on all records of the new files; null where there are none
 * @param counts of those verdicts
 * @param kept holds them
 */
record JudgedFeed(FeedPlan plan, Verdicts verdicts, FileCounts counts, Kept kept)
    implements AutoCloseable {

  /** Reads each new file once; everything after takes the records that are held. */
  static JudgedFeed of(Lakehouse lakehouse, FeedPlan plan, ShopKey key) {
    if (plan.arrivals().isEmpty()) {
      return new JudgedFeed(plan, null, FileCounts.none(), new Kept());
    }
    Feed feed = plan.feed();
    SparkSession spark = lakehouse.spark();
    List<RawFile> files = plan.arrivals().stream().map(arrival -> arrival.raw(feed)).toList();
    Dataset<Row> raw =
        feed.format().isTable()
            ? new TableRecords(spark, feed.format(), feed.rawColumns()).read(files)
            : RawRecords.read(spark, files, feed.delimited(), feed.rawColumns());
    Kept kept = new Kept();
    Verdicts verdicts = new Verdicts(feed, kept.of(Verdicts.of(feed, raw, key).rows()));
    return new JudgedFeed(
        plan, verdicts, FileCounts.of(feed.streams(), verdicts.counts().collectAsList()), kept);
  }

  /** Adds what the feed has for each table; a table for which it has nothing is left alone. */
  void addTo(RunTables tables, long seq) {
    if (verdicts == null) {
      return;
    }
    for (StreamMapping stream : plan.feed().streams()) {
      if (counts.hasRows(stream)) {
        tables.add(stream.stream().bronze(), new BronzeRows(verdicts, stream).rows(seq));
      }
    }
    if (counts.hasCustomers()) {
      new BronzeContacts(verdicts)
          .rows(seq)
          .ifPresent(rows -> tables.add(BronzeTables.CONTACTS, rows));
    }
    if (counts.hasRefused()) {
      tables.add(BronzeTables.QUARANTINE, new BronzeQuarantine(verdicts, plan).rows(seq));
    }
  }

  @Override
  public void close() {
    kept.close();
  }
}
