package io.segmentlake.jobs.training;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.daily.CustomerJob;
import io.segmentlake.models.propensity.PropensityTables;
import io.segmentlake.models.tables.Table;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.SoldLines;
import io.segmentlake.pipelines.training.PropensityTrainer;
import io.segmentlake.pipelines.training.Training;
import java.util.ArrayList;
import java.util.List;

/** Trains what persons are likely to buy. */
public final class TrainPropensityJob implements Job {

  @Override
  public String name() {
    return "train-propensity";
  }

  @Override
  public List<Table> reads() {
    List<Table> reads = new ArrayList<>(List.of(Snapshots.TABLE));
    reads.addAll(SoldLines.TABLES);
    return reads;
  }

  @Override
  public List<Table> writes() {
    return List.of(ModelMetrics.TABLE, ModelRegistry.TABLE);
  }

  @Override
  public Outcome run(RunContext context) {
    CustomerHistory history = CustomerJob.history(context);
    return Compilation.forRows(
        context.spark(), history.ledgerRows() * TrainJob.PASSES, () -> run(history, context));
  }

  private static Outcome run(CustomerHistory history, RunContext context) {
    PropensityTrainer trainer = new PropensityTrainer(history);
    return TrainJob.outcome(
        new Training(history)
            .train(
                PropensityTables.MODEL,
                context.asOf(),
                champion -> trainer.fit(context.asOf(), champion)));
  }
}
