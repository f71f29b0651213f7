package io.segmentlake.pipelines.predictions;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a version promised at a date, and what came of it.
 *
 * @param measure what was promised
 * @param days ahead that it was promised for
 * @param customers of whom it spoke, and whose outcome is known
 * @param promised a customer
 * @param observed a customer, of the same ones
 */
public record Promise(String measure, int days, long customers, double promised, double observed) {
  /**
   * Means over the customers of whom both are known; empty where there is none.
   *
   * @param scored one row per customer
   */
  public static Optional<Promise> mean(
      String measure, int days, Dataset<Row> scored, Column promised, Column observed) {
    Row means =
        scored
            .where(promised.isNotNull().and(observed.isNotNull()))
            .agg(count(lit(1)), avg(promised.cast("double")), avg(observed.cast("double")))
            .head();
    return means.getLong(0) == 0
        ? Optional.empty()
        : Optional.of(
            new Promise(measure, days, means.getLong(0), means.getDouble(1), means.getDouble(2)));
  }
}
