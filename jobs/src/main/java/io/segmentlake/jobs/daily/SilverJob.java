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
    List<Written> written = new ArrayList<>();
    for (long seq = new Runs(context.lakehouse()).workedThrough(name()) + 1; seq <= last; seq++) {
      written.addAll(silver.apply(seq));
    }
    return Outcome.of(written);
  }
}
