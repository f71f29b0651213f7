package io.segmentlake.models.metrics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Names the columns of one row per customer that a measure reads.
 *
 * @param score a number, larger for customers that should come first
 * @param outcome what happened: 0 and 1, a boolean, or an amount
 * @param weight how often the customer counts, 0 or more; once without it
 * @param treatment 1 for customers treated in an experiment and 0 for its control
 */
public record ScoreColumns(
    String score, String outcome, Optional<String> weight, Optional<String> treatment) {
  /** How many {@link #numbers} are. */
  static final int NUMBERS = 4;

  public static ScoreColumns of(String score, String outcome) {
    return new ScoreColumns(score, outcome, Optional.empty(), Optional.empty());
  }

  public ScoreColumns weightedBy(String column) {
    return new ScoreColumns(score, outcome, Optional.of(column), treatment);
  }

  public ScoreColumns treatedBy(String column) {
    return new ScoreColumns(score, outcome, weight, Optional.of(column));
  }

  /** The same outcome under the score of another model. */
  public ScoreColumns scoredBy(String column) {
    return new ScoreColumns(column, outcome, weight, treatment);
  }

  Column scoreColumn() {
    return col(score).cast("double");
  }

  Column outcomeColumn() {
    return col(outcome).cast("double");
  }

  Column weightColumn() {
    return weight.map(name -> col(name).cast("double")).orElse(lit(1.0));
  }

  Column treatmentColumn() {
    return treatment.map(name -> col(name).cast("double")).orElse(lit(0.0));
  }

  /** One row per row of {@code rows}: score, outcome, weight, treatment; lacking is 1, else 0. */
  Dataset<Row> from(Dataset<Row> rows) {
    return rows.select(numbers()).withColumn("lacking", when(complete(), 0L).otherwise(1L));
  }

  /** Score, outcome, weight and treatment as doubles. */
  Column[] numbers() {
    return new Column[] {
      number(score).as("score"),
      number(outcome).as("outcome"),
      weight.map(ScoreColumns::number).orElse(lit(1.0)).as("weight"),
      treatment.map(ScoreColumns::number).orElse(lit(0.0)).as("treatment")
    };
  }

  private static Column number(String column) {
    return col(column).cast("double");
  }

  /** Not true for NaN, nor for null. */
  private static Column complete() {
    return not(isnan(col("score")).or(isnan(col("outcome"))).or(isnan(col("weight"))))
        .and(col("score").isNotNull())
        .and(col("outcome").isNotNull())
        .and(col("weight").geq(0))
        .and(col("treatment").isin(0.0, 1.0));
  }

  /**
   * @param lacking how many rows lack something
   * @throws IllegalArgumentException if any does
   */
  void require(long lacking) {
    if (lacking > 0) {
      throw new IllegalArgumentException(
          "Cannot measure %s: %d rows lack a score, an outcome or a weight of 0 or more, or have a treatment other than 0 and 1. Each row needs them."
              .formatted(score, lacking));
    }
  }
}
