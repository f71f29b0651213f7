package io.segmentlake.jobs.daily;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.Predictions;
import java.util.List;
import java.util.Map;

/** Writes what the champions say of each person at the head date. */
public final class PredictionsJob implements Job {

  @Override
  public String name() {
    return "predictions";
  }

  @Override
  public List<Table> reads() {
    return List.of(FeatureColumns.CUSTOMER, ModelRegistry.TABLE);
  }

  @Override
  public List<Table> writes() {
    return PredictionColumns.tables();
  }

  @Override
  public Outcome run(RunContext context) {
    CustomerHistory history = CustomerJob.history(context);
    Predictions predictions = new Predictions(context.lakehouse());
    List<Written> written =
        predictions.speaksOn(context.asOf()) && predictions.isHead(context.asOf())
            ? Compilation.forRows(
                context.spark(),
                history.ledgerRows(),
                () -> predictions.write(context.asOf(), history.seq()))
            : List.of();
    return Outcome.of(written);
  }

  /** All follows from features and the models. */
  @Override
  public List<Written> repair(RunContext context, Map<Table, String> damaged) {
    damaged.keySet().forEach(context.lakehouse()::drop);
    return List.of();
  }
}
