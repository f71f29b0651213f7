package io.segmentlake.pipelines.predictions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.clv.CustomerValue;
import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.predictions.PredictiveModel;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the champions say of people: kept for the head date in predictions.clv and
 * predictions.next_order, and added to the features of any date for rules that name it. At a past
 * date the champion of then speaks.
 */
public final class Predictions {
  public static final String CLV = "clv";

  private final Lakehouse lakehouse;
  private final ModelRegistry registry;

  public Predictions(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
    this.registry = new ModelRegistry(lakehouse);
  }

  /**
   * The same rows with all columns of predictions, null where no model speaks.
   *
   * @param features rows of features.customer at some dates
   * @param dates those dates
   */
  public Dataset<Row> added(Dataset<Row> features, List<LocalDate> dates) {
    Map<Optional<ModelRegistry.Entry>, List<Date>> byChampion = new LinkedHashMap<>();
    for (LocalDate date : dates) {
      byChampion
          .computeIfAbsent(registry.champion(CLV, date), c -> new ArrayList<>())
          .add(Date.valueOf(date));
    }
    return byChampion.entrySet().stream()
        .map(
            e ->
                scored(
                    byChampion.size() == 1
                        ? features
                        : features.where(col("as_of").isin(e.getValue().toArray())),
                    e.getKey()))
        .reduce(Dataset::unionByName)
        .orElse(features);
  }

  /** Whether there is a model to speak at a date. */
  public boolean speaksOn(LocalDate date) {
    return registry.champion(CLV, date).isPresent();
  }

  /** Whether a model speaks at a date for which features are stored. */
  public boolean isHead(LocalDate date) {
    return speaksOn(date)
        && lakehouse
            .anyRow(FeatureColumns.CUSTOMER, "as_of")
            .map(row -> row.getDate(0).toLocalDate().equals(date))
            .orElse(false);
  }

  /** Writes the head date's predictions. */
  public List<Written> write(LocalDate head, long seq) {
    ModelRegistry.Entry champion = registry.champion(CLV, head).orElseThrow();
    Dataset<Row> buyers = lakehouse.read(FeatureColumns.CUSTOMER).where(col("order_days").gt(0));
    try (Kept kept = new Kept()) {
      Dataset<Row> rows =
          kept.of(
              scored(buyers, Optional.of(champion))
                  .withColumn("model_version", lit(champion.version()))
                  .withColumn("arrived_seq", lit(seq)));
      return PredictionColumns.tables().stream()
          .map(table -> lakehouse.replace(table, rows))
          .toList();
    }
  }

  private Dataset<Row> scored(Dataset<Row> features, Optional<ModelRegistry.Entry> champion) {
    return champion
        .map(entry -> load(entry).score(features))
        .orElseGet(() -> PredictionColumns.none(features));
  }

  private PredictiveModel load(ModelRegistry.Entry entry) {
    lakehouse.spark();
    return CustomerValue.load(registry.path(entry.folder()));
  }
}
