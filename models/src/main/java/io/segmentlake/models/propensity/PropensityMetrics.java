package io.segmentlake.models.propensity;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;

import io.segmentlake.models.metrics.CalibrationCurve;
import io.segmentlake.models.metrics.Comparison;
import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.models.metrics.PairedBootstrap;
import io.segmentlake.models.metrics.ProbabilityMetrics;
import io.segmentlake.models.metrics.RankMetrics;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.ScoreGroup;
import io.segmentlake.models.metrics.ScoreGroups;
import io.segmentlake.models.metrics.ScoreMetric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a model does on the rows of the held-out window; the outcome is a purchase. Intervals draw
 * customers anew, each with all of its rows.
 *
 * @param customers of the window
 * @param rows of theirs
 * @param rate share of the rows with the outcome
 * @param averagePrecision area under the precision-recall curve, with its interval, as all of these
 * @param rocAuc area under the ROC curve
 * @param brier mean squared error of the probability
 * @param logLoss mean negative log likelihood
 * @param calibrationError expected calibration error over ten bins of equal counts
 * @param deciles promised and observed rate by tenths of the rows, lowest probability first
 * @param averagePrecisionAgainst the model's against that of each other predictor on the same rows
 * @param championCalibrationError that of the model before; empty where there was none
 */
public record PropensityMetrics(
    long customers,
    long rows,
    double rate,
    Estimate averagePrecision,
    Estimate rocAuc,
    Estimate brier,
    Estimate logLoss,
    Estimate calibrationError,
    CalibrationCurve deciles,
    Map<String, Comparison> averagePrecisionAgainst,
    Optional<Double> championCalibrationError) {
  /** The comparison with the model before. */
  public static final String CHAMPION = "champion";

  static final String MODEL = "model";

  private static final int BINS = 10;
  private static final int REPLICATES = 200;

  /** How often the outcome of the rows of each tenth is that of all; lowest first. */
  public List<Double> lift() {
    return deciles.bins().stream().map(bin -> bin.meanOutcome() / rate).toList();
  }

  /**
   * @param scored customer_id, label, {@link #MODEL} and a column per other predictor
   */
  static PropensityMetrics of(Dataset<Row> scored, List<String> others, long seed) {
    ScoreColumns score = ScoreColumns.of(MODEL, CalibratedRegression.LABEL);
    List<ScoreGroup> groups = ScoreGroups.of(scored, score);
    PairedBootstrap bootstrap = PairedBootstrap.of(REPLICATES, seed);
    Map<String, Comparison> against = new LinkedHashMap<>();
    for (String name : others) {
      against.put(
          name,
          bootstrap.compare(
              scored, "customer_id", score, score.scoredBy(name), RankMetrics::averagePrecision));
    }
    ScoreMetric calibrationError = all -> CalibrationCurve.of(all, BINS).expectedError();
    Row counts =
        scored.agg(count_distinct(col("customer_id")), avg(CalibratedRegression.LABEL)).head();
    return new PropensityMetrics(
        counts.getLong(0),
        scored.count(),
        counts.getDouble(1),
        bootstrap.of(scored, "customer_id", score, RankMetrics::averagePrecision),
        bootstrap.of(scored, "customer_id", score, RankMetrics::rocAuc),
        bootstrap.of(scored, "customer_id", score, ProbabilityMetrics::brier),
        bootstrap.of(scored, "customer_id", score, ProbabilityMetrics::logLoss),
        bootstrap.of(scored, "customer_id", score, calibrationError),
        CalibrationCurve.of(groups, BINS),
        against,
        others.contains(CHAMPION)
            ? Optional.of(calibrationError.of(ScoreGroups.of(scored, score.scoredBy(CHAMPION))))
            : Optional.empty());
  }
}
