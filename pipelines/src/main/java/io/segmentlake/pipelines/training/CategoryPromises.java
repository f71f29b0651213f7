package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.segmentlake.models.propensity.CategoryPairs;
import io.segmentlake.models.propensity.CategoryWindow;
import io.segmentlake.models.propensity.PropensityTables;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.PastPromises;
import io.segmentlake.pipelines.predictions.Promise;
import io.segmentlake.pipelines.predictions.SnapshotPromises;
import io.segmentlake.pipelines.predictions.SoldLines;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Promises of propensity: of how many of the categories that a customer may buy of it bought.
 *
 * @param asOf up to the end of which outcomes are known
 */
public record CategoryPromises(CustomerHistory history, LocalDate asOf) implements PastPromises {
  @Override
  public String model() {
    return PropensityTables.MODEL;
  }

  @Override
  public List<Integer> horizons() {
    return List.of(PropensityTables.HORIZON_DAYS);
  }

  @Override
  public List<Promise> of(ModelRegistry.Entry version, LocalDate date, List<Integer> days) {
    PropensityTrainer trainer = new PropensityTrainer(history);
    Dataset<Row> buyers = SnapshotPromises.buyers(history.lakehouse(), date);
    Dataset<Row> later = new SoldLines(history.asKnownOn(asOf)).byCategory(asOf);
    CategoryWindow window = trainer.window(buyers, later, date);
    try (Kept kept = new Kept()) {
      Dataset<Row> pairs = kept.of(window.labelled(CategoryPairs.USUAL));
      Dataset<Row> customers =
          trainer
              .loaded(version)
              .score(buyers, pairs)
              .join(pairs, new String[] {"as_of", "customer_id", "category"})
              .groupBy("customer_id")
              .agg(sum("probability").as("promised"), sum("label").as("bought"));
      return Promise.mean("categories", days.get(0), customers, col("promised"), col("bought"))
          .stream()
          .toList();
    }
  }
}
