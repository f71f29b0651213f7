package io.segmentlake.models.churn;

import io.segmentlake.models.calibration.IsotonicCalibration;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * From log odds to the probability that belongs to them: isotonic, or where rows are few the curve
 * 1 ÷ (1 + exp(−(a + b m))) (Platt 1999), which two numbers decide.
 */
final class Calibration {
  static final String PROBABILITY = "churn_calibrated";

  /** With fewer, steps follow single customers (Niculescu-Mizil and Caruana 2005). */
  private static final long LEAST_ROWS = 2_000;

  private Calibration() {}

  /**
   * @param rows margin and label of customers that the classifier was not fitted to
   */
  static PipelineModel fit(Dataset<Row> rows) {
    return rows.count() < LEAST_ROWS ? sigmoid(rows) : isotonic(rows);
  }

  static PipelineModel isotonic(Dataset<Row> rows) {
    return new IsotonicCalibration()
        .setScoreCol(MarginModel.MARGIN)
        .setLabelCol(TrainingRows.LABEL)
        .setOutputCol(PROBABILITY)
        .fit(rows);
  }

  static PipelineModel sigmoid(Dataset<Row> rows) {
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
