package io.segmentlake.jobs.daily;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.TextTable;
import io.segmentlake.models.sources.SourceMapping;
import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.bronze.BronzeTables;
import io.segmentlake.pipelines.bronze.Ingest;
import io.segmentlake.pipelines.bronze.IngestResult;
import io.segmentlake.pipelines.bronze.IngestResult.FeedCounts;
import java.util.ArrayList;
import java.util.List;

/** Loads what is new in the landing folder into bronze. */
public final class IngestJob implements Job {

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public List<Table> reads() {
    return List.of();
  }

  @Override
  public List<Table> writes() {
    List<Table> tables = new ArrayList<>();
    Streams.all().stream().map(Stream::bronze).forEach(tables::add);
    tables.add(BronzeTables.FILES);
    tables.add(BronzeTables.CONTACTS);
    tables.add(BronzeTables.QUARANTINE);
    return tables;
  }

  @Override
  public Outcome run(RunContext context) {
    List<SourceMapping> mappings = SourceMapping.load(context.configuration(), context.shop());
    IngestResult result =
        new Ingest(context.lakehouse(), mappings, context.shopKey(), context.landing()).run();
    Outcome outcome = new Outcome(result.records(), result.written(), "");
    return result.hasNews() ? outcome.saying(counts(result)) : outcome;
  }

  /** Records of what was read, how many are ok or in quarantine, and then why. */
  private static String counts(IngestResult result) {
    TextTable table = new TextTable("source", "files", "replayed", "records", "ok", "quarantined");
    StringBuilder reasons = new StringBuilder();
    for (FeedCounts feed : result.feeds()) {
      if (feed.read() + feed.replayed() + feed.replaced() > 0) {
        String name = feed.source() + "." + feed.feed();
        table.row(
            name, feed.read(), feed.replayed(), feed.records(), feed.ok(), feed.quarantined());
        feed.reasons()
            .forEach((why, count) -> reasons.append("%s: %s (%,d)%n".formatted(name, why, count)));
      }
    }
    return reasons.isEmpty() ? table.toString() : table + "in quarantine:\n" + reasons;
  }
}
