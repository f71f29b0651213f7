package io.segmentlake.models.clv;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;

import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.models.metrics.PairedBootstrap;
import io.segmentlake.models.metrics.RankMetrics;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.ScoreGroups;
import io.segmentlake.models.metrics.ValueErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A prediction of value held against another one on the same customers and what came of them.
 *
 * @param gini the first one's share of the best possible Gini less the other's: above 0 it orders
 *     customers better
 * @param absoluteError the first one's mean absolute error less the other's: below 0 it is nearer
 * @param total how far the first one's total is from what came, as a share of it
 * @param otherTotal the same of the other
 */
public record ValueComparison(
    Estimate gini, Estimate absoluteError, double total, double otherTotal) {
  /** A total may be off by this much, or by as much as the other's. */
  public static final double MOST_TOTAL_ERROR = .1;

  /** Two totals that are the same by construction differ by less. */
  private static final double ROUNDING = 1e-9;

  /**
   * @param rows one per customer: customer_id and the columns
   * @param first the prediction as score and revenue as outcome
   * @param other the column of the other prediction
   */
  public static ValueComparison of(
      Dataset<Row> rows, PairedBootstrap bootstrap, ScoreColumns first, String other) {
    ScoreColumns second = first.scoredBy(other);
    double best = RankMetrics.gini(ScoreGroups.of(rows, first.scoredBy(first.outcome())));
    Dataset<Row> losses =
        rows.select(
            col("customer_id"), loss(first).as("first_loss"), loss(second).as("second_loss"));
    return new ValueComparison(
        bootstrap
            .compare(rows, "customer_id", first, second, all -> RankMetrics.gini(all) / best)
            .difference(),
        bootstrap
            .compare(
                losses,
                "customer_id",
                ScoreColumns.of("first_loss", "first_loss"),
                ScoreColumns.of("second_loss", "second_loss"),
                RankMetrics::meanOutcome)
            .difference(),
        ValueErrors.of(rows, first).totalBias(),
        ValueErrors.of(rows, second).totalBias());
  }

  private static Column loss(ScoreColumns columns) {
    return abs(col(columns.score()).cast("double").minus(col(columns.outcome()).cast("double")));
  }

  /** Better in one, worse in neither, both beyond chance, and its total holds. */
  public boolean isWon() {
    return !better().isEmpty() && against().isEmpty();
  }

  /** In what the first one is better beyond chance, in words. */
  public List<String> better() {
    List<String> better = new ArrayList<>();
    if (gini.isAboveZero()) {
      better.add(text("Gini", gini));
    }
    if (absoluteError.high() < 0) {
      better.add(text("mean absolute error", absoluteError));
    }
    return better;
  }

  /** In what it is worse beyond chance, and a total that does not hold, in words. */
  public List<String> against() {
    List<String> against = new ArrayList<>();
    if (gini.high() < 0) {
      against.add(text("Gini", gini));
    }
    if (absoluteError.isAboveZero()) {
      against.add(text("mean absolute error", absoluteError));
    }
    if (Math.abs(total) > Math.max(MOST_TOTAL_ERROR, Math.abs(otherTotal)) + ROUNDING) {
      against.add(String.format(Locale.ROOT, "its total is off by %+.1f %%", 100 * total));
    }
    return against;
  }

  private static String text(String name, Estimate difference) {
    return String.format(
        Locale.ROOT,
        "%s %+.4f (%+.4f to %+.4f)",
        name,
        difference.value(),
        difference.low(),
        difference.high());
  }
}
