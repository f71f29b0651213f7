package io.segmentlake.jobs.training;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.daily.CustomerJob;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelKind;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.silver.SilverTables;
import io.segmentlake.pipelines.training.ConversionTrainer;
import io.segmentlake.pipelines.training.Training;
import java.util.List;

/** Trains who orders after a campaign e-mail. */
public final class TrainConversionJob implements Job {

  @Override
  public String name() {
    return "train-conversion";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Snapshots.TABLE,
        SilverTables.ORDERS,
        SilverTables.EMAIL_EVENTS,
        SilverTables.of(Streams.named("campaigns")),
        SilverTables.PERSONS);
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
    ConversionTrainer trainer = new ConversionTrainer(history);
    return TrainJob.outcome(
        new Training(history)
            .train(
                ModelKind.CONVERSION.text(),
                context.asOf(),
                champion -> trainer.fit(context.asOf(), champion)));
  }
}
