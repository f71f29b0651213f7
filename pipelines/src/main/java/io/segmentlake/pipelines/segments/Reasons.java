package io.segmentlake.pipelines.segments;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Says in words why somebody entered or left. */
@FunctionalInterface
interface Reasons {

  /**
   * Fills {@code reason_in} where an added interval begins on one of the run's dates, and {@code
   * reason_out} where one ends there; other reasons stay.
   *
   * @param operations as {@link Membership} makes them
   */
  Dataset<Row> of(Dataset<Row> operations, EvaluatedDates dates);
}
