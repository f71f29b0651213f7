package io.segmentlake.jobs.daily;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.recommendations.RecommendationTables;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.CustomerRecommendations;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.Predictions;
import io.segmentlake.pipelines.silver.SilverTables;
import java.util.List;
import java.util.Map;

/** Writes the products to show to each person at the head date. */
public final class RecommendationsJob implements Job {

  @Override
  public String name() {
    return "recommendations";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        FeatureColumns.CUSTOMER,
        ModelRegistry.TABLE,
        SilverTables.ORDERS,
        SilverTables.ORDER_LINES,
        SilverTables.PERSONS,
        SilverTables.PRODUCTS);
  }

  @Override
  public List<Table> writes() {
    return List.of(RecommendationTables.RECOMMENDATIONS);
  }

  @Override
  public Outcome run(RunContext context) {
    boolean speaks =
        new ModelRegistry(context.lakehouse())
            .champion(RecommendationTables.MODEL, context.asOf())
            .isPresent();
    if (!speaks || !new Predictions(context.lakehouse()).isHead(context.asOf())) {
      return Outcome.of();
    }
    CustomerHistory history = CustomerJob.history(context);
    return Outcome.of(
        Compilation.forRows(
            context.spark(),
            history.ledgerRows(),
            () -> new CustomerRecommendations(history).write(context.asOf())));
  }

  /** All follows from what was sold and the model. */
  @Override
  public List<Written> repair(RunContext context, Map<Table, String> damaged) {
    damaged.keySet().forEach(context.lakehouse()::drop);
    return List.of();
  }
}
