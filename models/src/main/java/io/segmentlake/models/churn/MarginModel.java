package io.segmentlake.models.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * A classifier with the features it was fitted to, before calibration.
 *
 * @param features ends with a {@link TermVector}
 * @param classifier a model of MLlib
 */
record MarginModel(PipelineModel features, Transformer classifier) {
  static final String MARGIN = "churn_margin";
  static final String REASONS = "churn_reasons";

  /** Adds the log odds of no order, the reasons for it, and the outputs of the model of orders. */
  Dataset<Row> transform(Dataset<?> rows) {
    return explain(features.transform(rows));
  }

  /**
   * A function for each column, so that only who reads the reasons waits for them: they take a
   * hundred times as long as the margin.
   *
   * @param vectors what the features add to rows
   */
  Dataset<Row> explain(Dataset<Row> vectors) {
    TermVector vector = (TermVector) features.stages()[features.stages().length - 1];
    double[] means = (double[]) vector.getOrDefault(vector.means());
    Attribution attribution = Algorithm.attribution(classifier, means);
    UDF1<Vector, Double> margin = terms -> attribution.margin(terms.toArray());
    return vectors
        .withColumn(MARGIN, udf(margin, DataTypes.DoubleType).apply(col(TermVector.TERMS)))
        .withColumn(
            REASONS,
            udf(Reasons.of(attribution, vector), Reasons.TYPE)
                .apply(col(TermVector.TERMS), col(TermVector.VALUES)));
  }
}
