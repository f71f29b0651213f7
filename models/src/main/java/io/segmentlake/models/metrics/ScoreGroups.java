package io.segmentlake.models.metrics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Groups customers by score, best score first, so that measures need no customers on the driver.
 *
 * <p>Exact up to 2²⁰ distinct scores. With more, scores are told apart by their first 16 binary
 * digits only: two that differ by less than 2⁻¹⁶ of themselves count as equal, and their group has
 * their mean. Sums of whole numbers do not depend on partitions; those of fractions may differ in
 * the last digits.
 */
public final class ScoreGroups {
  private static final int LIMIT = 1 << 20;
  private static final long KEPT_BITS = -1L << (52 - 16);

  private ScoreGroups() {}

  /**
   * @param rows one per customer
   * @throws IllegalArgumentException if a row lacks a score, an outcome or a weight
   */
  public static List<ScoreGroup> of(Dataset<Row> rows, ScoreColumns columns) {
    return of(rows, columns, LIMIT);
  }

  static List<ScoreGroup> of(Dataset<Row> rows, ScoreColumns columns, int limit) {
    Dataset<Row> numbers = columns.from(rows);
    List<Row> exact = summed(numbers, col("score")).limit(limit + 1).collectAsList();
    columns.require(lacking(exact));
    if (exact.size() <= limit) {
      return sorted(exact.stream().map(row -> group(row.getDouble(0), row)).toList());
    }
    Column coarse =
        udf((UDF1<Double, Double>) ScoreGroups::coarse, DataTypes.DoubleType).apply(col("score"));
    List<Row> coarsened = summed(numbers, coarse).collectAsList();
    columns.require(lacking(coarsened));
    return sorted(
        coarsened.stream().map(row -> group(row.getDouble(1) / row.getDouble(2), row)).toList());
  }

  /** Best score first. */
  static List<ScoreGroup> sorted(List<ScoreGroup> groups) {
    return groups.stream()
        .filter(group -> group.weight() > 0)
        .sorted(Comparator.comparingDouble(ScoreGroup::score).reversed())
        .toList();
  }

  private static Dataset<Row> summed(Dataset<Row> numbers, Column key) {
    Column outcome = col("weight").multiply(col("outcome"));
    return numbers
        .groupBy(key.as("key"))
        .agg(
            sum(col("weight").multiply(col("score"))),
            sum("weight"),
            sum(outcome),
            sum(col("weight").multiply(col("treatment"))),
            sum(outcome.multiply(col("treatment"))),
            sum("lacking"));
  }

  private static long lacking(List<Row> sums) {
    return sums.stream().mapToLong(row -> row.getLong(6)).sum();
  }

  private static ScoreGroup group(double score, Row sums) {
    return new ScoreGroup(
        score, sums.getDouble(2), sums.getDouble(3), sums.getDouble(4), sums.getDouble(5));
  }

  private static Double coarse(Double score) {
    return score == null
        ? null
        : Double.longBitsToDouble(Double.doubleToLongBits(score) & KEPT_BITS);
  }
}
