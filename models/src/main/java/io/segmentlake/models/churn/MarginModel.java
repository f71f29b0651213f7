package io.segmentlake.models.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A classifier with the features it was fitted to, before calibration.
 *
 * @param features ends with a {@link TermVector}
 * @param classifier a model of MLlib
 */
record MarginModel(PipelineModel features, Transformer classifier) {
  static final String MARGIN = "churn_margin";
  static final String REASONS = "churn_reasoned.reasons";

  /** Adds the log odds of no order, the reasons for it, and the outputs of the model of orders. */
  Dataset<Row> transform(Dataset<?> rows) {
    return explain(features.transform(rows));
  }

  /**
   * @param vectors what the features add to rows
   */
  Dataset<Row> explain(Dataset<Row> vectors) {
    TermVector vector = (TermVector) features.stages()[features.stages().length - 1];
    double[] means = (double[]) vector.getOrDefault(vector.means());
    Reasons reasons = Reasons.of(Algorithm.attribution(classifier, means), vector);
    return vectors
        .withColumn(
            "churn_reasoned",
            udf(reasons, Reasons.SCHEMA).apply(col(TermVector.TERMS), col(TermVector.VALUES)))
        .withColumn(MARGIN, col("churn_reasoned.margin"));
  }
}
