package io.segmentlake.jobs.training;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.daily.CustomerJob;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.training.ClvTraining;
import java.util.List;

/** Trains the model of customers' value and next order. */
public final class TrainClvJob implements Job {

  @Override
  public String name() {
    return "train-clv";
  }

  @Override
  public List<Table> reads() {
    return new CustomerJob().reads();
  }

  @Override
  public List<Table> writes() {
    return List.of(ModelMetrics.TABLE, ModelRegistry.TABLE);
  }

  @Override
  public Outcome run(RunContext context) {
    CustomerHistory history = CustomerJob.history(context);
    ClvTraining.Trained trained =
        Compilation.forRows(
            context.spark(),
            history.ledgerRows(),
            () -> new ClvTraining(history).train(context.asOf()));
    Outcome outcome = Outcome.of(trained.written());
    return trained.entry() == null
        ? outcome.saying("trained before on the same data")
        : outcome.saying(
            "clv version %d: %s, %s"
                .formatted(
                    trained.entry().version(), trained.entry().stage(), trained.entry().reason()));
  }
}
