package io.segmentlake.pipelines.training;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What keeps a version from taking over however well it does, for example unfairness. */
interface Safeguard {

  /**
   * What speaks against it, in words; empty for nothing.
   *
   * @param heldOut one row per customer with customer_id, the prediction and what came
   * @param score the column of the prediction
   * @param outcome the column of what came
   */
  Optional<String> objection(Dataset<Row> heldOut, String score, String outcome);
}
