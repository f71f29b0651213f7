package io.segmentlake.models.predictions;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A fitted model that speaks of people by their features. */
public interface PredictiveModel extends LearnedModel {

  /**
   * Predictions for people.
   *
   * @param features rows with the columns of features.customer
   * @return the same rows with the model's columns, null where it says nothing
   */
  Dataset<Row> score(Dataset<Row> features);
}
