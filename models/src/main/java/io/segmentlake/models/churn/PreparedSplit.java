package io.segmentlake.models.churn;

import io.segmentlake.models.training.PinnedRows;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows to learn from as vectors, by features that were learnt from them, and rows to judge by.
 *
 * @param name of the split
 * @param features fitted to the training rows alone
 * @param training vectors and labels
 * @param validation the same of other rows
 */
record PreparedSplit(
    String name, PipelineModel features, Dataset<Row> training, Dataset<Row> validation) {

  static PreparedSplit of(Dataset<Row> rows, Split split, int horizonDays) {
    FeatureFit.Features fitted = FeatureFit.fit(rows.where(split.training()), horizonDays);
    Dataset<Row> validation = fitted.stages().transform(rows.where(split.validation()));
    return new PreparedSplit(
        split.name(),
        fitted.stages(),
        fitted.training(),
        PinnedRows.of(FeatureFit.vectors(validation)));
  }

  MarginModel fit(Algorithm algorithm, long seed) {
    return new MarginModel(features, algorithm.fit(training, seed));
  }

  /** The validation rows with the margin of a candidate that has not seen them. */
  Dataset<Row> judged(Algorithm algorithm, long seed) {
    return fit(algorithm, seed).explain(validation);
  }
}
