package io.segmentlake.jobs.daily;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.propensity.PropensityTables;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.CategoryPropensities;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.Predictions;
import io.segmentlake.pipelines.silver.SilverTables;
import java.util.List;
import java.util.Map;

/** Writes what each person is likely to buy at the head date. */
public final class PropensityJob implements Job {

  @Override
  public String name() {
    return "propensity";
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
    return List.of(PropensityTables.PROPENSITY);
  }

  @Override
  public Outcome run(RunContext context) {
    boolean speaks =
        new ModelRegistry(context.lakehouse())
            .champion(PropensityTables.MODEL, context.asOf())
            .isPresent();
    if (!speaks || !new Predictions(context.lakehouse()).isHead(context.asOf())) {
      return Outcome.of();
    }
    CustomerHistory history = CustomerJob.history(context);
    return Outcome.of(
        Compilation.forRows(
            context.spark(),
            history.ledgerRows(),
            () -> new CategoryPropensities(history).write(context.asOf())));
  }

  /** All follows from features, what was sold, and the model. */
  @Override
  public List<Written> repair(RunContext context, Map<Table, String> damaged) {
    damaged.keySet().forEach(context.lakehouse()::drop);
    return List.of();
  }
}
