package io.segmentlake.jobs.daily;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.propensity.PropensityTables;
import io.segmentlake.models.recommendations.RecommendationTables;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.CategoryPropensities;
import io.segmentlake.pipelines.predictions.CustomerRecommendations;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.Predictions;
import io.segmentlake.pipelines.predictions.SoldLines;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Writes what a model that speaks of persons and what they buy says at the head date.
 *
 * @param name of the job, and of the model in the registry
 * @param table that it writes
 * @param write the rows of the date, for all that is known
 */
public record PurchasePredictionsJob(
    String name, Table table, BiFunction<CustomerHistory, LocalDate, List<Written>> write)
    implements Job {

  /** The products to show to each person. */
  public static PurchasePredictionsJob recommendations() {
    return new PurchasePredictionsJob(
        RecommendationTables.MODEL,
        RecommendationTables.RECOMMENDATIONS,
        (history, head) -> new CustomerRecommendations(history).write(head));
  }

  /** The categories that each person is likely to buy of. */
  public static PurchasePredictionsJob propensity() {
    return new PurchasePredictionsJob(
        PropensityTables.MODEL,
        PropensityTables.PROPENSITY,
        (history, head) -> new CategoryPropensities(history).write(head));
  }

  @Override
  public List<Table> reads() {
    List<Table> reads = new ArrayList<>(List.of(FeatureColumns.CUSTOMER, ModelRegistry.TABLE));
    reads.addAll(SoldLines.TABLES);
    return reads;
  }

  @Override
  public List<Table> writes() {
    return List.of(table);
  }

  @Override
  public Outcome run(RunContext context) {
    boolean speaks =
        new ModelRegistry(context.lakehouse()).champion(name, context.asOf()).isPresent();
    if (!speaks || !new Predictions(context.lakehouse()).isHead(context.asOf())) {
      return Outcome.of();
    }
    CustomerHistory history = CustomerJob.history(context);
    return Outcome.of(
        Compilation.forRows(
            context.spark(), history.ledgerRows(), () -> write.apply(history, context.asOf())));
  }

  /** All follows from features, what was sold, and the model. */
  @Override
  public List<Written> repair(RunContext context, Map<Table, String> damaged) {
    damaged.keySet().forEach(context.lakehouse()::drop);
    return List.of();
  }
}
