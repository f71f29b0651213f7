package io.segmentlake.models.clv;

import io.segmentlake.models.predictions.PredictiveModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A model that fills predictions.clv and predictions.next_order, whichever way it was fitted. */
public interface ValueModel extends PredictiveModel {

  /**
   * The same rows with what is expected within another time, null for who never ordered: {@code
   * predicted_orders}; {@code predicted_value}, revenue; {@code predicted_value_low} and {@code
   * predicted_value_high}, which revenue is below or above one time in ten. All double.
   *
   * @param features rows with the columns of features.customer
   */
  Dataset<Row> valueWithin(int days, Dataset<Row> features);
}
