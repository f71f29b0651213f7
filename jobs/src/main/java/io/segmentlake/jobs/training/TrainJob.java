package io.segmentlake.jobs.training;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.daily.CustomerJob;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.measurement.Fairness;
import io.segmentlake.pipelines.predictions.Drift;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.training.Trainer;
import io.segmentlake.pipelines.training.Training;
import java.util.List;

/** Trains one kind of model, for example {@code train-churn}. */
public record TrainJob(Trainer trainer) implements Job {

  /** Models go over their rows many times, so that compiling their plans pays sooner. */
  static final int PASSES = 20;

  @Override
  public String name() {
    return "train-" + trainer.kind().text();
  }

  @Override
  public List<Table> reads() {
    return trainer.learnsFrom();
  }

  @Override
  public List<Table> writes() {
    return List.of(ModelMetrics.TABLE, Fairness.TABLE, Drift.TABLE, ModelRegistry.TABLE);
  }

  @Override
  public Outcome run(RunContext context) {
    CustomerHistory history = CustomerJob.history(context);
    Training.Trained trained =
        Compilation.forRows(
            context.spark(),
            history.ledgerRows() * PASSES,
            () -> new Training(history).train(trainer, context.asOf()));
    return outcome(trained);
  }

  /** What was written, and what became of the version. */
  static Outcome outcome(Training.Trained trained) {
    Outcome outcome = Outcome.of(trained.written());
    return trained.entry() == null
        ? outcome.saying("trained before on the same data")
        : outcome.saying(
            "%s version %d: %s, %s"
                .formatted(
                    trained.entry().model(),
                    trained.entry().version(),
                    trained.entry().stage().text(),
                    trained.entry().reason()));
  }
}
