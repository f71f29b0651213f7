package io.segmentlake.jobs.daily;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.Ingest;
import io.segmentlake.pipelines.ops.Runs;
import io.segmentlake.pipelines.silver.Silver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Deduplicates and types what bronze got, run by run. */
public final class SilverJob implements Job {

  @Override
  public String name() {
    return "silver";
  }

  @Override
  public List<Table> reads() {
    return new IngestJob().writes();
  }

  @Override
  public List<Table> writes() {
    return Silver.tables();
  }

  @Override
  public Outcome run(RunContext context) {
    Silver silver = new Silver(context.lakehouse(), context.shop().zone());
    long last = Ingest.lastRun(context.lakehouse());
    return Outcome.of(apply(silver, workedThrough(context) + 1, last));
  }

  /** All of silver follows from bronze, run by run: so does what every run had replaced. */
  @Override
  public List<Written> repair(RunContext context, Map<Table, String> damaged) {
    Silver.tables().forEach(context.lakehouse()::drop);
    Silver silver = new Silver(context.lakehouse(), context.shop().zone());
    return apply(silver, 1, workedThrough(context));
  }

  private long workedThrough(RunContext context) {
    return new Runs(context.lakehouse()).workedThrough(name());
  }

  private static List<Written> apply(Silver silver, long first, long last) {
    List<Written> written = new ArrayList<>();
    for (long seq = first; seq <= last; seq++) {
      written.addAll(silver.apply(seq));
    }
    return written;
  }
}
