package io.segmentlake.models.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;

import io.segmentlake.models.calibration.IsotonicCalibration;
import io.segmentlake.models.metrics.ProbabilityMetrics;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.ScoreGroups;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * From log odds to the probability that belongs to them: the curve 1 ÷ (1 + exp(−(a + b m))) (Platt
 * 1999), which two numbers decide, or isotonic steps where these tell more of a later time. Steps
 * follow the data more closely, but the highest of them is nearly certain of what it never saw, and
 * customers get older than any that it was learnt from.
 */
final class Calibration {
  static final String PROBABILITY = "churn_calibrated";

  /** With fewer, steps follow single customers (Niculescu-Mizil and Caruana 2005). */
  private static final long LEAST_ROWS = 2_000;

  private Calibration() {}

  /**
   * @param rows as_of, margin and label of customers that the classifier was not fitted to; those
   *     of the latest cut-off decide between curve and steps of the earlier ones
   */
  static PipelineModel fit(Dataset<Row> rows) {
    Column isLatest = col("as_of").equalTo(rows.agg(max("as_of")).head().get(0));
    Dataset<Row> earlier = rows.where(not(isLatest));
    if (earlier.count() < LEAST_ROWS) {
      return sigmoid(rows);
    }
    Dataset<Row> latest = rows.where(isLatest);
    boolean isStepwise = logLoss(isotonic(earlier), latest) < logLoss(sigmoid(earlier), latest);
    return isStepwise ? isotonic(rows) : sigmoid(rows);
  }

  private static double logLoss(PipelineModel calibration, Dataset<Row> rows) {
    return ProbabilityMetrics.logLoss(
        ScoreGroups.of(
            calibration.transform(rows), ScoreColumns.of(PROBABILITY, TrainingRows.LABEL)));
  }

  private static PipelineModel isotonic(Dataset<Row> rows) {
    return new IsotonicCalibration()
        .setScoreCol(MarginModel.MARGIN)
        .setLabelCol(TrainingRows.LABEL)
        .setOutputCol(PROBABILITY)
        .fit(rows);
  }

  private static PipelineModel sigmoid(Dataset<Row> rows) {
    Dataset<Row> vectors =
        new VectorAssembler()
            .setInputCols(new String[] {MarginModel.MARGIN})
            .setOutputCol("margins")
            .transform(rows.select(MarginModel.MARGIN, TrainingRows.LABEL));
    LogisticRegressionModel line =
        new LogisticRegression()
            .setFeaturesCol("margins")
            .setLabelCol(TrainingRows.LABEL)
            .fit(vectors);
    SQLTransformer curve =
        new SQLTransformer()
            .setStatement(
                "SELECT *, 1 / (1 + exp(-(%sD + %sD * %s))) AS %s FROM __THIS__"
                    .formatted(
                        line.intercept(),
                        line.coefficients().apply(0),
                        MarginModel.MARGIN,
                        PROBABILITY));
    return new Pipeline().setStages(new PipelineStage[] {curve}).fit(rows);
  }
}
