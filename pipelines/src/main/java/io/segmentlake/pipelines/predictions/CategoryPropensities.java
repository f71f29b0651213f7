package io.segmentlake.pipelines.predictions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.propensity.CategoryPairs;
import io.segmentlake.models.propensity.CategoryPropensity;
import io.segmentlake.models.propensity.PropensityTables;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.CustomerHistory;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Keeps predictions.propensity, what persons are likely to buy at the head date by the champion,
 * and adds the likeliest category to the features of any date for rules that name it. At a past
 * date the champion of then speaks.
 */
public final class CategoryPropensities {
  private static final String[] PERSON = {"as_of", "customer_id"};

  private final CustomerHistory history;
  private final ModelRegistry registry;

  public CategoryPropensities(CustomerHistory history) {
    this.history = history;
    this.registry = new ModelRegistry(history.lakehouse());
  }

  /** Writes the pairs in place of earlier ones; nothing where no version speaks. */
  public List<Written> write(LocalDate head) {
    return registry
        .champion(PropensityTables.MODEL, head)
        .map(champion -> List.of(write(head, champion)))
        .orElse(List.of());
  }

  private Written write(LocalDate head, ModelRegistry.Entry champion) {
    try (Kept kept = new Kept()) {
      Dataset<Row> scored =
          scored(history.lakehouse().read(FeatureColumns.CUSTOMER), List.of(head), champion)
              .withColumn("model_version", lit(champion.version()))
              .withColumn("arrived_seq", lit(history.seq()));
      return history
          .lakehouse()
          .replace(
              PropensityTables.PROPENSITY,
              kept.of(scored.select(PropensityTables.PROPENSITY.select())));
    }
  }

  /**
   * The same rows with {@link PredictionColumns#LIKELY_CATEGORY}, null where no version speaks.
   *
   * @param features rows of features.customer at some dates
   * @param dates those dates
   * @param named columns of predictions; without these the rows stay as they are
   */
  public Dataset<Row> added(Dataset<Row> features, List<LocalDate> dates, Set<String> named) {
    if (!isNamed(named)) {
      return features;
    }
    Map<ModelRegistry.Entry, List<LocalDate>> byChampion = new LinkedHashMap<>();
    List<ModelRegistry.Entry> entries = registry.entries();
    for (LocalDate date : dates) {
      ModelRegistry.champion(entries, PropensityTables.MODEL, date)
          .ifPresent(c -> byChampion.computeIfAbsent(c, all -> new ArrayList<>()).add(date));
    }
    return byChampion.entrySet().stream()
        .map(e -> likely(features, e.getValue(), e.getKey()))
        .reduce(Dataset::unionByName)
        .map(likely -> features.join(likely, PERSON, "left"))
        .orElseGet(() -> PredictionColumns.noCategory(features));
  }

  /** Whether what is named is told by no version at a date. */
  public boolean isSilent(LocalDate date, Set<String> named) {
    return isNamed(named) && registry.champion(PropensityTables.MODEL, date).isEmpty();
  }

  private static boolean isNamed(Set<String> named) {
    return PredictionColumns.LIKELY_CATEGORY.stream().anyMatch(c -> named.contains(c.name()));
  }

  private Dataset<Row> likely(
      Dataset<Row> features, List<LocalDate> dates, ModelRegistry.Entry champion) {
    Dataset<Row> pairs =
        isStored(dates, champion)
            ? history.lakehouse().read(PropensityTables.PROPENSITY)
            : scored(features, dates, champion);
    return pairs
        .where(col("rank").equalTo(1))
        .select(
            col("as_of"),
            col("customer_id"),
            col("category").as("likely_category"),
            col("probability").as("likely_category_probability"));
  }

  /** Whether the table has what a version says of the one date, by all that is known. */
  private boolean isStored(List<LocalDate> dates, ModelRegistry.Entry champion) {
    Optional<Row> stored =
        history
            .lakehouse()
            .anyRow(PropensityTables.PROPENSITY, "as_of", "arrived_seq", "model_version");
    return stored
        .filter(row -> dates.equals(List.of(row.getDate(0).toLocalDate())))
        .filter(row -> row.getLong(1) == history.seq())
        .filter(row -> row.getInt(2) == champion.version())
        .isPresent();
  }

  /** as_of, customer_id, category, probability, rank of who has ordered. */
  private Dataset<Row> scored(
      Dataset<Row> features, List<LocalDate> dates, ModelRegistry.Entry champion) {
    history.lakehouse().spark();
    CategoryPropensity model = CategoryPropensity.load(registry.path(champion.folder()));
    Dataset<Row> persons =
        features
            .where(col("order_days").gt(0))
            .where(col("as_of").isin(dates.stream().map(Date::valueOf).toArray()));
    Dataset<Row> lines = new SoldLines(history).byCategory(Collections.max(dates));
    Dataset<Row> pairs = CategoryPairs.USUAL.of(persons, lines, table(dates));
    return model
        .score(persons, pairs)
        .withColumn("probability", col("probability").cast("decimal(7,6)"));
  }

  private Dataset<Row> table(List<LocalDate> dates) {
    List<Row> rows = dates.stream().map(d -> RowFactory.create(Date.valueOf(d))).toList();
    return history.lakehouse().spark().createDataFrame(rows, new StructType().add("as_of", "date"));
  }
}
