package io.segmentlake.models.predictions;

import java.io.IOException;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A fitted model as pipelines use it, whatever it was fitted with. */
public interface PredictiveModel {

  /** How it was fitted, for example {@code BG/NBD × Gamma-Gamma}. */
  String algorithm();

  /** What was estimated, by name. */
  Map<String, Double> parameters();

  /**
   * Predictions for people.
   *
   * @param features rows with the columns of features.customer
   * @return the same rows with the model's columns, null where it says nothing
   */
  Dataset<Row> score(Dataset<Row> features);

  /**
   * Saves the model, in place of whatever is in the folder.
   *
   * @throws IOException where the folder cannot be written
   */
  void save(String folder) throws IOException;
}
