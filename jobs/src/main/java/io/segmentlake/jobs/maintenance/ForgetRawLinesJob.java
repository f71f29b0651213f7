package io.segmentlake.jobs.maintenance;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.bronze.BronzeTables;
import io.segmentlake.pipelines.ops.RawLines;
import java.util.List;

/** Forgets the text of records that have been in quarantine for a month. */
public final class ForgetRawLinesJob implements Job {

  @Override
  public String name() {
    return "forget-raw-lines";
  }

  @Override
  public List<Table> reads() {
    return List.of();
  }

  @Override
  public List<Table> writes() {
    return List.of(BronzeTables.QUARANTINE);
  }

  @Override
  public List<Table> news() {
    return List.of();
  }

  @Override
  public Outcome run(RunContext context) {
    RawLines.Result result = new RawLines(context.lakehouse()).forget(context.startedAt());
    return Outcome.of(result.written()).counting(result.lines());
  }
}
