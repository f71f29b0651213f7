package io.segmentlake.jobs.training;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.daily.CustomerJob;
import io.segmentlake.models.recommendations.RecommendationTables;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.Complements;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.SoldLines;
import io.segmentlake.pipelines.training.RecommendationsTrainer;
import io.segmentlake.pipelines.training.Training;
import java.util.ArrayList;
import java.util.List;

/** Trains recommendations, and finds which products go together. */
public final class TrainRecommendationsJob implements Job {

  @Override
  public String name() {
    return "train-recommendations";
  }

  @Override
  public List<Table> reads() {
    return SoldLines.TABLES;
  }

  @Override
  public List<Table> writes() {
    return List.of(ModelMetrics.TABLE, ModelRegistry.TABLE, RecommendationTables.COMPLEMENTS);
  }

  @Override
  public Outcome run(RunContext context) {
    CustomerHistory history = CustomerJob.history(context);
    return Compilation.forRows(
        context.spark(), history.ledgerRows() * TrainJob.PASSES, () -> run(history, context));
  }

  private static Outcome run(CustomerHistory history, RunContext context) {
    Written complements = new Complements(history).write(context.asOf());
    Training.Trained trained =
        new Training(history)
            .train(
                RecommendationTables.MODEL,
                context.asOf(),
                champion -> new RecommendationsTrainer(history).fit(context.asOf(), champion));
    List<Written> written = new ArrayList<>(List.of(complements));
    written.addAll(trained.written());
    return Outcome.of(written).saying(TrainJob.outcome(trained).message());
  }
}
