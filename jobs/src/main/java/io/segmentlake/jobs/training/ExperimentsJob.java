package io.segmentlake.jobs.training;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.daily.CustomerJob;
import io.segmentlake.models.tables.Table;
import io.segmentlake.models.training.Experiments;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.silver.SilverTables;
import io.segmentlake.pipelines.training.TrainingExperiments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes what uplift learns from: whom a lot gave a campaign, whom nothing, and what came. */
public final class ExperimentsJob implements Job {

  @Override
  public String name() {
    return "experiments";
  }

  @Override
  public List<Table> reads() {
    List<Table> reads = new ArrayList<>(new CustomerJob().reads());
    reads.add(SilverTables.ASSIGNMENTS);
    return reads;
  }

  @Override
  public List<Table> writes() {
    return List.of(Experiments.TABLE);
  }

  @Override
  public Outcome run(RunContext context) {
    CustomerHistory history = CustomerJob.history(context);
    return Outcome.of(
        Compilation.forRows(
            context.spark(),
            history.ledgerRows(),
            () -> new TrainingExperiments(history).write(context.asOf())));
  }

  /** All follows from silver and the ledger. */
  @Override
  public List<Written> repair(RunContext context, Map<Table, String> damaged) {
    damaged.keySet().forEach(context.lakehouse()::drop);
    return List.of();
  }
}
