package io.segmentlake.models.metrics;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How far a predicted value is from what came, in the unit of the value. Exact.
 *
 * @param meanAbsolute MAE
 * @param rootMeanSquare RMSE
 * @param totalBias predicted total ÷ actual total − 1: .05 is five per cent too much
 */
public record ValueErrors(double meanAbsolute, double rootMeanSquare, double totalBias) {

  /**
   * @param columns the prediction as score
   * @throws IllegalArgumentException if a row lacks a score, an outcome or a weight
   */
  public static ValueErrors of(Dataset<Row> rows, ScoreColumns columns) {
    Column error = col("score").minus(col("outcome"));
    Row sums =
        columns
            .from(rows)
            .agg(
                sum("weight"),
                weighted(abs(error)),
                weighted(error.multiply(error)),
                weighted(col("score")),
                weighted(col("outcome")),
                coalesce(sum("lacking"), lit(0L)))
            .head();
    columns.require(sums.getLong(5));
    if (sums.isNullAt(0)) {
      return new ValueErrors(Double.NaN, Double.NaN, Double.NaN);
    }
    double weight = sums.getDouble(0);
    return new ValueErrors(
        sums.getDouble(1) / weight,
        Math.sqrt(sums.getDouble(2) / weight),
        sums.getDouble(3) / sums.getDouble(4) - 1);
  }

  private static Column weighted(Column amount) {
    return sum(col("weight").multiply(amount));
  }
}
