package io.segmentlake.pipelines.bronze;

import io.segmentlake.models.identity.ShopKey;
import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.sources.SourceMapping;
import io.segmentlake.pipelines.AtOnce;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.IngestResult.FeedCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
  /** Under this name each bronze table says which run was the last to add rows to it. */
  public static final String APPLICATION = "ingest";

  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  /** About; a packed file has more records than that. */
  private static final long BYTES_PER_RECORD = 100;

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

  /** Number of records in the files that a run brought, and in those that it replaced. */
  public static long records(Lakehouse lakehouse, long seq) {
    return new BronzeFiles(lakehouse).records(seq);
  }

  /** Loads what is new; does nothing where nothing is. */
  public IngestResult run() {
    BronzeFiles ledger = new BronzeFiles(lakehouse);
    Landing folder = Landing.open(lakehouse.hadoop(), landing);
    List<FileVersion> known = ledger.versions();
    List<FeedPlan> plans = plans(folder, known);
    long last = BronzeFiles.lastRun(known);
    if (plans.stream().allMatch(FeedPlan::isEmpty)) {
      List<FeedCounts> nothing = plans.stream().map(FileCounts.none()::feed).toList();
      return new IngestResult(last, nothing, List.of());
    }
    List<LandingFile> files = plans.stream().flatMap(FeedPlan::files).toList();
    long bytes = files.stream().mapToLong(LandingFile::bytes).sum();
    return Compilation.forRows(
        lakehouse.spark(),
        bytes / BYTES_PER_RECORD,
        () -> {
          List<JudgedFeed> judged = judge(last + 1, plans);
          try {
            folder.verifyUnchanged(files);
            return load(last + 1, judged, ledger);
          } finally {
            judged.forEach(JudgedFeed::close);
          }
        });
  }

  private List<FeedPlan> plans(Landing folder, List<FileVersion> known) {
    List<FeedPlan> plans = new ArrayList<>();
    for (Feed feed : feeds) {
      List<FileVersion> own =
          known.stream()
              .filter(v -> v.source().equals(feed.source()) && v.feed().equals(feed.name()))
              .toList();
      plans.add(FeedPlan.of(feed, folder.of(feed), own, files -> FileHashes.of(lakehouse, files)));
    }
    return plans;
  }

  private List<JudgedFeed> judge(long seq, List<FeedPlan> plans) {
    List<Callable<JudgedFeed>> work = new ArrayList<>();
    for (FeedPlan plan : plans) {
      if (!plan.isEmpty()) {
        LOG.info("ingest {}: {}: {} files", seq, plan.feed(), plan.arrivals().size());
      }
      work.add(() -> JudgedFeed.of(lakehouse, plan, key));
    }
    return AtOnce.run(work);
  }

  private IngestResult load(long seq, List<JudgedFeed> judged, BronzeFiles ledger) {
    RunTables tables = new RunTables(lakehouse, seq);
    judged.forEach(feed -> feed.addTo(tables, seq));
    if (tables.of(BronzeTables.CONTACTS) != null) {
      BronzeContacts.verifyDistinct(tables.of(BronzeTables.CONTACTS));
    }
    List<Written> written = new ArrayList<>(tables.write());
    written.add(ledger.commit(seq, judged));
    written.forEach(w -> LOG.info("ingest {}: {}: {} rows", seq, w.table(), w.rows()));
    return new IngestResult(
        seq, judged.stream().map(feed -> feed.counts().feed(feed.plan())).toList(), written);
  }
}
