package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.clv.ValueModel;
import io.segmentlake.models.metrics.Comparison;
import io.segmentlake.models.metrics.PairedBootstrap;
import io.segmentlake.models.metrics.ProbabilityMetrics;
import io.segmentlake.models.metrics.RankMetrics;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.ScoreGroups;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.predictions.PredictiveModel;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.predictions.ModelKind;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import io.segmentlake.pipelines.predictions.Predictions;
import java.sql.Date;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Two saved versions of a model held against each other on the same customers, whose outcomes
 * neither has learned from: those of training.snapshots at a date on which both were there.
 */
public final class PairedVersions {
  private static final PairedBootstrap BOOTSTRAP = PairedBootstrap.of(200, 1);
  private static final String OUTCOME = "outcome";

  private final Lakehouse lakehouse;
  private final ModelKind kind;

  public PairedVersions(Lakehouse lakehouse, ModelKind kind) {
    this.lakehouse = lakehouse;
    this.kind = kind;
  }

  /**
   * One comparison.
   *
   * @param cutOff from which both predicted
   * @param metrics by name, the second version's first
   */
  public record Window(
      LocalDate cutOff, int days, long customers, Map<String, Comparison> metrics) {}

  /** Whether snapshots know what came of such a model. */
  public static boolean isPossible(ModelKind kind) {
    return kind == ModelKind.CLV || kind == ModelKind.CHURN;
  }

  /** The newest window of each horizon; none where not enough time has passed. */
  public List<Window> of(Entry first, Entry second) {
    LocalDate both =
        first.trainedOn().isAfter(second.trainedOn()) ? first.trainedOn() : second.trainedOn();
    Map<Integer, Dataset<Row>> newest = new LinkedHashMap<>();
    horizons().forEach(days -> newest(both, days).ifPresent(rows -> newest.put(days, rows)));
    if (newest.isEmpty()) {
      return List.of();
    }
    Predictions predictions = new Predictions(lakehouse);
    PredictiveModel one = predictions.load(kind, first);
    PredictiveModel other = predictions.load(kind, second);
    return newest.entrySet().stream()
        .map(e -> window(one, other, e.getValue(), e.getKey()))
        .flatMap(Optional::stream)
        .toList();
  }

  private List<Integer> horizons() {
    return kind == ModelKind.CLV ? Snapshots.HORIZONS : PredictionColumns.CHURN_HORIZONS;
  }

  /** Snapshots of the newest date from which both predicted and whose outcome is known. */
  private Optional<Dataset<Row>> newest(LocalDate both, int days) {
    Dataset<Row> known =
        lakehouse
            .read(Snapshots.TABLE)
            .where(col("order_days").gt(0))
            .where(col("as_of").geq(lit(Date.valueOf(both))))
            .where(col(Snapshots.orders(days)).isNotNull());
    Row newest = known.agg(max("as_of")).head();
    return newest.isNullAt(0)
        ? Optional.empty()
        : Optional.of(known.where(col("as_of").equalTo(lit(newest.getDate(0)))));
  }

  private Optional<Window> window(
      PredictiveModel one, PredictiveModel other, Dataset<Row> then, int days) {
    Dataset<Row> rows = scored(one, other, then, days);
    long customers = rows.count();
    if (customers == 0) {
      return Optional.empty();
    }
    LocalDate cutOff = then.select("as_of").head().getDate(0).toLocalDate();
    return Optional.of(new Window(cutOff, days, customers, metrics(rows)));
  }

  /** Of the customers of whom both speak: customer_id, what each said, and what came. */
  private Dataset<Row> scored(
      PredictiveModel one, PredictiveModel other, Dataset<Row> then, int days) {
    Column outcome =
        kind == ModelKind.CLV
            ? col(Snapshots.revenue(days)).cast("double")
            : when(col(Snapshots.orders(days)).equalTo(0), 1.0).otherwise(0.0);
    Dataset<Row> said = said(other, said(one, then, days, "first"), days, "second");
    return said.select(col("customer_id"), col("first"), col("second"), outcome.as(OUTCOME))
        .where(col("first").isNotNull().and(col("second").isNotNull()))
        .localCheckpoint();
  }

  private static Dataset<Row> said(
      PredictiveModel model, Dataset<Row> rows, int days, String name) {
    boolean isValue = model instanceof ValueModel;
    Dataset<Row> scored =
        model instanceof ValueModel value ? value.valueWithin(days, rows) : model.score(rows);
    String column = isValue ? "predicted_value" : PredictionColumns.churnProbability(days);
    Column[] columns =
        Stream.concat(
                Stream.of(rows.columns()).map(before -> col(before)),
                Stream.of(col(column).cast("double").as(name)))
            .toArray(Column[]::new);
    return scored.select(columns);
  }

  private Map<String, Comparison> metrics(Dataset<Row> rows) {
    ScoreColumns second = ScoreColumns.of("second", OUTCOME);
    ScoreColumns first = second.scoredBy("first");
    Map<String, Comparison> metrics = new LinkedHashMap<>();
    if (kind == ModelKind.CHURN) {
      metrics.put(
          "roc_auc", BOOTSTRAP.compare(rows, "customer_id", second, first, RankMetrics::rocAuc));
      metrics.put(
          "brier",
          BOOTSTRAP.compare(rows, "customer_id", second, first, ProbabilityMetrics::brier));
      return metrics;
    }
    double best = RankMetrics.gini(ScoreGroups.of(rows, second.scoredBy(OUTCOME)));
    metrics.put(
        "gini",
        BOOTSTRAP.compare(rows, "customer_id", second, first, all -> RankMetrics.gini(all) / best));
    metrics.put(
        "top_decile_capture",
        BOOTSTRAP.compare(rows, "customer_id", second, first, all -> RankMetrics.capture(all, .1)));
    Dataset<Row> losses =
        rows.withColumn("first_loss", abs(col("first").minus(col(OUTCOME))))
            .withColumn("second_loss", abs(col("second").minus(col(OUTCOME))));
    metrics.put(
        "mae",
        BOOTSTRAP.compare(
            losses,
            "customer_id",
            ScoreColumns.of("second_loss", "second_loss"),
            ScoreColumns.of("first_loss", "first_loss"),
            RankMetrics::meanOutcome));
    return metrics;
  }
}
