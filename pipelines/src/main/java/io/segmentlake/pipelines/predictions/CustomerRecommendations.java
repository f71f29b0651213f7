package io.segmentlake.pipelines.predictions;

import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.recommendations.Assortment;
import io.segmentlake.models.recommendations.Purchases;
import io.segmentlake.models.recommendations.RecommendationTables;
import io.segmentlake.models.recommendations.Recommendations;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.CustomerHistory;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps predictions.recommendations: the list of each person of features.customer at the head date,
 * by the champion. Each person is scored on its own against the products on sale: nothing that is
 * joined or sorted has persons times products rows.
 */
public final class CustomerRecommendations {
  private final CustomerHistory history;
  private final ModelRegistry registry;

  public CustomerRecommendations(CustomerHistory history) {
    this.history = history;
    this.registry = new ModelRegistry(history.lakehouse());
  }

  /** Writes the lists in place of earlier ones; nothing where no version speaks. */
  public List<Written> write(LocalDate head) {
    return registry
        .champion(RecommendationTables.MODEL, head)
        .map(champion -> List.of(write(head, champion)))
        .orElse(List.of());
  }

  private Written write(LocalDate head, ModelRegistry.Entry champion) {
    Lakehouse lakehouse = history.lakehouse();
    SoldLines sold = new SoldLines(history);
    lakehouse.spark();
    Recommendations model = Recommendations.load(registry.path(champion.folder()));
    try (Kept kept = new Kept()) {
      Dataset<Row> lines = kept.of(sold.until(head));
      Dataset<Row> persons =
          lakehouse
              .read(FeatureColumns.CUSTOMER)
              .select("customer_id")
              .join(Purchases.of(lines), new String[] {"customer_id"}, "left");
      Dataset<Row> lists =
          model
              .on(Assortment.of(lines, sold.products(), head))
              .recommend(persons)
              .withColumn("as_of", lit(Date.valueOf(head)))
              .withColumn("model_version", lit(champion.version()))
              .withColumn("arrived_seq", lit(history.seq()));
      return lakehouse.replace(
          RecommendationTables.RECOMMENDATIONS,
          kept.of(lists.select(RecommendationTables.RECOMMENDATIONS.select())));
    }
  }
}
