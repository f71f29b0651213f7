package io.segmentlake.models.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.segmentlake.models.metrics.CalibrationCurve;
import io.segmentlake.models.metrics.Comparison;
import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.models.metrics.GroupScore;
import io.segmentlake.models.metrics.PairedBootstrap;
import io.segmentlake.models.metrics.ProbabilityMetrics;
import io.segmentlake.models.metrics.RankMetrics;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.ScoreGroup;
import io.segmentlake.models.metrics.ScoreGroups;
import io.segmentlake.models.metrics.ScoreMetric;
import io.segmentlake.models.training.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a calibrated model does on the held-out window; the outcome is no order.
 *
 * @param customers of the window
 * @param churnRate share of them that did not order
 * @param rocAuc with its interval, as all of these
 * @param averagePrecision area under the precision-recall curve
 * @param brier mean squared error of the probability
 * @param logLoss mean negative log likelihood
 * @param calibrationError expected calibration error over ten bins of equal counts
 * @param deciles promised and observed rate by tenths of the customers, lowest probability first
 * @param rocAucAgainst the model's against that of each baseline, on the same customers: {@code
 *     recency} (days since the last order), {@code frequency} (fewer orders) and {@code btyd}
 *     (fewer expected orders under Pareto/NBD); and {@code champion} where there was a model before
 * @param groups the model by country, age band, gender and tenure
 * @param championCalibrationError the calibration error of the model before
 * @param championGroups the model before by the same groups; empty where there was none
 */
public record ChurnMetrics(
    long customers,
    double churnRate,
    Estimate rocAuc,
    Estimate averagePrecision,
    Estimate brier,
    Estimate logLoss,
    Estimate calibrationError,
    CalibrationCurve deciles,
    Map<String, Comparison> rocAucAgainst,
    List<GroupScore> groups,
    Optional<Double> championCalibrationError,
    List<GroupScore> championGroups) {
  /** The comparison with the model before. */
  public static final String CHAMPION = "champion";

  /** Set before the columns of the model before. */
  static final String BEFORE = "before_";

  private static final int BINS = 10;
  private static final int REPLICATES = 200;
  private static final Map<String, String> BASELINES = new LinkedHashMap<>();

  static {
    BASELINES.put("recency", "days_since_last_order");
    BASELINES.put("frequency", "-orders_lifetime");
    BASELINES.put("btyd", "-coalesce(btyd_expected_orders, 0)");
  }

  /** How often the outcome of the customers of each decile is that of all; lowest first. */
  public List<Double> lift() {
    return deciles.bins().stream().map(bin -> bin.meanOutcome() / churnRate).toList();
  }

  /**
   * @param scored with label, probability and the outputs of the model of orders
   */
  static ChurnMetrics of(Dataset<Row> scored, long seed) {
    Map<String, String> baselines = new LinkedHashMap<>(BASELINES);
    boolean hasChampion = List.of(scored.columns()).contains(BEFORE + "churn_probability");
    if (hasChampion) {
      baselines.put(CHAMPION, BEFORE + "churn_probability");
    }
    Map<String, Column> attributes = Attributes.of(scored);
    Dataset<Row> rows = scored.select(columns(baselines, attributes)).localCheckpoint();
    Map<String, Column> groupedBy = new LinkedHashMap<>();
    attributes.keySet().forEach(name -> groupedBy.put(name, col(name)));
    ScoreColumns score = ScoreColumns.of(Calibration.PROBABILITY, TrainingRows.LABEL);
    List<ScoreGroup> groups = ScoreGroups.of(rows, score);
    PairedBootstrap bootstrap = PairedBootstrap.of(REPLICATES, seed);
    Map<String, Comparison> against = new LinkedHashMap<>();
    for (String name : baselines.keySet()) {
      against.put(
          name,
          bootstrap.compare(rows, "customer_id", score, score.scoredBy(name), RankMetrics::rocAuc));
    }
    ScoreMetric calibrationError = all -> CalibrationCurve.of(all, BINS).expectedError();
    return new ChurnMetrics(
        rows.count(),
        RankMetrics.meanOutcome(groups),
        bootstrap.of(rows, "customer_id", score, RankMetrics::rocAuc),
        bootstrap.of(rows, "customer_id", score, RankMetrics::averagePrecision),
        bootstrap.of(rows, "customer_id", score, ProbabilityMetrics::brier),
        bootstrap.of(rows, "customer_id", score, ProbabilityMetrics::logLoss),
        bootstrap.of(rows, "customer_id", score, calibrationError),
        CalibrationCurve.of(groups, BINS),
        against,
        GroupScore.of(rows, score, groupedBy),
        hasChampion
            ? Optional.of(calibrationError.of(ScoreGroups.of(rows, score.scoredBy(CHAMPION))))
            : Optional.empty(),
        hasChampion ? GroupScore.of(rows, score.scoredBy(CHAMPION), groupedBy) : List.of());
  }

  private static Column[] columns(Map<String, String> baselines, Map<String, Column> attributes) {
    List<Column> columns = new ArrayList<>();
    columns.add(col("customer_id"));
    columns.add(col(TrainingRows.LABEL));
    columns.add(col(Calibration.PROBABILITY));
    baselines.forEach((name, score) -> columns.add(expr(score).as(name)));
    attributes.forEach((name, value) -> columns.add(value.as(name)));
    return columns.toArray(Column[]::new);
  }
}
