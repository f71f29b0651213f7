package io.segmentlake.models.predictions;

import java.util.List;
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

  /**
   * Numbers among features that the model reads: where they move far from what it was trained on,
   * what it learned may no longer hold. Not those that move of themselves as customers grow older.
   */
  List<String> watched();
}
