package io.segmentlake.jobs.training;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.daily.CustomerJob;
import io.segmentlake.models.tables.Table;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.training.TrainingSnapshots;
import java.util.List;
import java.util.Map;

/** Writes what models learn from: customers as they were known at past dates, and what came. */
public final class SnapshotsJob implements Job {

  @Override
  public String name() {
    return "snapshots";
  }

  @Override
  public List<Table> reads() {
    return new CustomerJob().reads();
  }

  @Override
  public List<Table> writes() {
    return List.of(Snapshots.TABLE);
  }

  @Override
  public Outcome run(RunContext context) {
    CustomerHistory history = CustomerJob.history(context);
    return Outcome.of(
        Compilation.forRows(
            context.spark(),
            history.ledgerRows(),
            () -> new TrainingSnapshots(history).write(context.asOf())));
  }

  /** All follows from the ledger. */
  @Override
  public List<Written> repair(RunContext context, Map<Table, String> damaged) {
    damaged.keySet().forEach(context.lakehouse()::drop);
    return List.of();
  }
}
