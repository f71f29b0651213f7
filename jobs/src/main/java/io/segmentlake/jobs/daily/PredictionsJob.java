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
import io.segmentlake.pipelines.predictions.Drift;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
    List<Table> writes = new ArrayList<>(PredictionColumns.tables());
    writes.add(Drift.TABLE);
    writes.add(ModelRegistry.TABLE);
    return writes;
  }

  @Override
  public Outcome run(RunContext context) {
    CustomerHistory history = CustomerJob.history(context);
    Predictions predictions = new Predictions(context.lakehouse());
    if (!predictions.speaksOn(context.asOf()) || !predictions.isHead(context.asOf())) {
      return Outcome.of();
    }
    Predictions.Spoken spoken =
        Compilation.forRows(
            context.spark(),
            history.ledgerRows(),
            () -> predictions.write(context.asOf(), history.seq()));
    String blocked =
        spoken.blocked().stream()
            .map(e -> "%s version %d is blocked: %s".formatted(e.model(), e.version(), e.reason()))
            .collect(Collectors.joining("; "));
    Outcome outcome = Outcome.of(spoken.written());
    return blocked.isEmpty() ? outcome : outcome.saying(blocked);
  }

  /** Predictions follow from features and the models; what was counted and decided does not. */
  @Override
  public List<Written> repair(RunContext context, Map<Table, String> damaged) {
    if (!PredictionColumns.tables().containsAll(damaged.keySet())) {
      return Job.super.repair(context, damaged);
    }
    damaged.keySet().forEach(context.lakehouse()::drop);
    return List.of();
  }
}
