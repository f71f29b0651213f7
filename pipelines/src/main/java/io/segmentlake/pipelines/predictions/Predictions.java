package io.segmentlake.pipelines.predictions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

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
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the champions say of people: kept for the head date in the tables of {@link ModelKind}, and
 * added to the features of any date for rules that name it. At a past date the champion of then
 * speaks.
 */
public final class Predictions {
  private final Lakehouse lakehouse;
  private final ModelRegistry registry;

  public Predictions(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
    this.registry = new ModelRegistry(lakehouse);
  }

  /**
   * The same rows with all columns of the models that fill what is named, null where no model
   * speaks.
   *
   * @param features rows of features.customer at some dates
   * @param dates those dates
   * @param named columns of predictions
   */
  public Dataset<Row> added(Dataset<Row> features, List<LocalDate> dates, Set<String> named) {
    Dataset<Row> rows = features;
    for (ModelKind kind : filling(named)) {
      rows = added(rows, dates, kind);
    }
    return rows;
  }

  private Dataset<Row> added(Dataset<Row> features, List<LocalDate> dates, ModelKind kind) {
    Map<Optional<ModelRegistry.Entry>, List<Date>> byChampion = new LinkedHashMap<>();
    List<ModelRegistry.Entry> entries = registry.entries();
    for (LocalDate date : dates) {
      byChampion
          .computeIfAbsent(
              ModelRegistry.champion(entries, kind.text(), date), c -> new ArrayList<>())
          .add(Date.valueOf(date));
    }
    return byChampion.entrySet().stream()
        .map(
            e ->
                scored(
                    byChampion.size() == 1
                        ? features
                        : features.where(col("as_of").isin(e.getValue().toArray())),
                    kind,
                    e.getKey()))
        .reduce(Dataset::unionByName)
        .orElse(features);
  }

  /** Of the models that fill what is named those that do not speak at a date. */
  public List<ModelKind> silent(LocalDate date, Set<String> named) {
    List<ModelRegistry.Entry> entries = registry.entries();
    return filling(named).stream()
        .filter(kind -> ModelRegistry.champion(entries, kind.text(), date).isEmpty())
        .toList();
  }

  private static List<ModelKind> filling(Set<String> named) {
    return Stream.of(ModelKind.values()).filter(kind -> kind.fillsAny(named)).toList();
  }

  /** Whether any of the models speaks at a date. */
  public boolean speaksOn(LocalDate date) {
    List<ModelRegistry.Entry> entries = registry.entries();
    return Stream.of(ModelKind.values())
        .anyMatch(kind -> ModelRegistry.champion(entries, kind.text(), date).isPresent());
  }

  /** Whether features are stored for a date. */
  public boolean isHead(LocalDate date) {
    return lakehouse
        .anyRow(FeatureColumns.CUSTOMER, "as_of")
        .map(row -> row.getDate(0).toLocalDate().equals(date))
        .orElse(false);
  }

  /**
   * What came of a head date.
   *
   * @param blocked versions that stop speaking, each with its reason
   */
  public record Spoken(List<Written> written, List<ModelRegistry.Entry> blocked) {}

  /**
   * Writes what each champion says at the head date, unless what it says has moved too far from
   * what it said of the customers it was trained on: it then stops speaking, and what it said
   * before stays.
   */
  public Spoken write(LocalDate head, long seq) {
    Spoken spoken = new Spoken(new ArrayList<>(), new ArrayList<>());
    List<ModelRegistry.Entry> entries = registry.entries();
    for (ModelKind kind : ModelKind.values()) {
      ModelRegistry.champion(entries, kind.text(), head)
          .ifPresent(champion -> write(kind, champion, head, seq, spoken));
    }
    if (!spoken.blocked().isEmpty()) {
      spoken.written().add(registry.add(spoken.blocked()));
    }
    return spoken;
  }

  private void write(
      ModelKind kind, ModelRegistry.Entry champion, LocalDate head, long seq, Spoken spoken) {
    Dataset<Row> buyers = lakehouse.read(FeatureColumns.CUSTOMER).where(col("order_days").gt(0));
    try (Kept kept = new Kept()) {
      Dataset<Row> rows =
          kept.of(
              load(kind, champion)
                  .score(buyers)
                  .withColumn("model_version", lit(champion.version()))
                  .withColumn("arrived_seq", lit(seq)));
      Drift drift = new Drift(lakehouse);
      DriftWatch watch = new DriftWatch(kind, champion.version(), head, seq);
      List<Drift.Entry> counted = watch.counted(rows, drift.trained(champion));
      if (!counted.isEmpty()) {
        spoken.written().add(drift.add(counted));
      }
      Optional<String> broken = DriftWatch.broken(counted);
      if (broken.isPresent()) {
        spoken.blocked().add(champion.to(ModelRegistry.Stage.BLOCKED, head, broken.get()));
        return;
      }
      kind.tables().forEach(table -> spoken.written().add(lakehouse.replace(table, rows)));
    }
  }

  private Dataset<Row> scored(
      Dataset<Row> features, ModelKind kind, Optional<ModelRegistry.Entry> champion) {
    return champion
        .map(entry -> load(kind, entry).score(features))
        .orElseGet(() -> PredictionColumns.none(features, kind.tables()));
  }

  /** A saved version. */
  public PredictiveModel load(ModelKind kind, ModelRegistry.Entry entry) {
    lakehouse.spark();
    return kind.load(registry.path(entry.folder()));
  }
}
