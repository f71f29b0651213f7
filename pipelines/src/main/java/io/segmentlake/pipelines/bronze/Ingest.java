package io.segmentlake.pipelines.bronze;

import io.segmentlake.models.identity.ShopKey;
import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.sources.SourceMapping;
import io.segmentlake.models.sources.StreamMapping;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads what is new in a landing folder into bronze, as one run with a number of its own.
 *
 * <p>Files already loaded are told by name, size and time, or else by their bytes. New ones are
 * read once; each record gets one verdict; its rows go to the streams' tables, contacts and
 * quarantine; at last bronze.files says that the run has happened. A run that is killed before has
 * not happened: the next one takes its number and replaces what it left.
 */
public final class Ingest {
  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  private final Lakehouse lakehouse;
  private final List<Feed> feeds;
  private final ShopKey key;
  private final String landing;

  /**
   * An ingest of one shop. Callers hold the lakehouse's lock: two runs at once would take the same
   * number.
   *
   * @param lakehouse to load into
   * @param mappings of the shop's sources
   * @param key of the shop's customer ids
   * @param landing folder with the shop's files
   */
  public Ingest(Lakehouse lakehouse, List<SourceMapping> mappings, ShopKey key, String landing) {
    this.lakehouse = lakehouse;
    this.feeds = mappings.stream().flatMap(mapping -> mapping.feeds().stream()).toList();
    this.key = key;
    this.landing = landing;
  }

  /** Number of the last run that happened, 0 before the first. */
  public static long lastRun(Lakehouse lakehouse) {
    return new BronzeFiles(lakehouse).lastRun();
  }

  /** Loads what is new; does nothing where nothing is. */
  public IngestResult run() {
    SparkSession spark = lakehouse.spark();
    BronzeFiles ledger = new BronzeFiles(lakehouse);
    Landing folder = Landing.open(spark.sparkContext().hadoopConfiguration(), landing);
    List<FeedPlan> plans = plans(folder, ledger);
    long last = ledger.lastRun();
    if (plans.stream().allMatch(FeedPlan::isEmpty)) {
      FileCounts none = FileCounts.of(List.of());
      return new IngestResult(last, plans.stream().map(none::feed).toList(), List.of());
    }
    List<Dataset<Row>> held = new ArrayList<>();
    try {
      return load(last + 1, plans, folder, ledger, held);
    } finally {
      held.forEach(Dataset::unpersist);
    }
  }

  private List<FeedPlan> plans(Landing folder, BronzeFiles ledger) {
    List<FileVersion> known = ledger.versions();
    List<FeedPlan> plans = new ArrayList<>();
    for (Feed feed : feeds) {
      List<LandingFile> listed =
          feed.format().isTable() ? folder.folders(feed.files()) : folder.files(feed.files());
      plans.add(
          FeedPlan.of(
              feed,
              listed,
              ledger.versions(feed, known),
              files -> FileHashes.of(lakehouse.spark(), files)));
    }
    return plans;
  }

  private IngestResult load(
      long seq, List<FeedPlan> plans, Landing folder, BronzeFiles ledger, List<Dataset<Row>> held) {
    RunTables tables = new RunTables(lakehouse, seq);
    List<Row> counts = new ArrayList<>();
    for (FeedPlan plan : plans) {
      if (!plan.arrivals().isEmpty()) {
        Verdicts verdicts = judged(plan);
        held.add(verdicts.rows());
        LOG.info("ingest {}: {}: {} files", seq, plan.feed(), plan.arrivals().size());
        // Counting reads the files; everything after takes the records that were held.
        counts.addAll(verdicts.counts().collectAsList());
        folder.verifyUnchanged(plan.arrivals().stream().map(FeedPlan.Arrival::file).toList());
        add(seq, plan, verdicts, tables);
      }
    }
    if (tables.of(BronzeTables.CONTACTS) != null) {
      BronzeContacts.verifyDistinct(tables.of(BronzeTables.CONTACTS));
    }
    FileCounts byFile = FileCounts.of(counts);
    List<Written> written = new ArrayList<>(tables.write());
    written.add(ledger.commit(seq, plans, byFile));
    written.forEach(w -> LOG.info("ingest {}: {}: {} rows", seq, w.table(), w.rows()));
    return new IngestResult(seq, plans.stream().map(byFile::feed).toList(), written);
  }

  private Verdicts judged(FeedPlan plan) {
    Feed feed = plan.feed();
    SparkSession spark = lakehouse.spark();
    List<RawFile> files = plan.arrivals().stream().map(arrival -> arrival.raw(feed)).toList();
    Dataset<Row> raw =
        feed.format().isTable()
            ? new TableRecords(spark, feed.format(), feed.rawColumns()).read(files)
            : RawRecords.read(spark, files, feed.delimited(), feed.rawColumns());
    Verdicts verdicts = Verdicts.of(feed, raw, key);
    return new Verdicts(feed, verdicts.rows().persist(StorageLevel.MEMORY_AND_DISK()));
  }

  private static void add(long seq, FeedPlan plan, Verdicts verdicts, RunTables tables) {
    for (StreamMapping stream : plan.feed().streams()) {
      Table table = stream.stream().bronze();
      tables.add(table, new BronzeRows(verdicts, stream).rows(seq));
    }
    new BronzeContacts(verdicts).rows(seq).ifPresent(r -> tables.add(BronzeTables.CONTACTS, r));
    tables.add(BronzeTables.QUARANTINE, new BronzeQuarantine(verdicts, plan).rows(seq));
  }
}
