package io.segmentlake.models.uplift;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.models.metrics.PairedBootstrap;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.UpliftMetrics;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What an arm adds to a customer's money on average. A few large orders can hide it: what an
 * interval does not tell from 0 is not told of anybody.
 *
 * @param revenue in the shop's currency
 * @param margin before the costs of contacts; null where margins are not known
 * @param marginRate margin ÷ revenue before the campaign; null where margins are not known
 */
record MoneyEffects(Estimate revenue, Estimate margin, Double marginRate) {
  private static final String MARGIN = "campaign_margin";

  /** Of more customers with orders the margin must be known. */
  private static final double MOST_UNKNOWN = .1;

  /** Of customers of one arm and the control. */
  static MoneyEffects of(Dataset<Row> compared, PairedBootstrap bootstrap) {
    Double rate = marginRate(compared);
    return new MoneyEffects(
        effect(compared, "revenue_after", bootstrap),
        rate == null ? null : effect(compared.withColumn(MARGIN, margin(rate)), MARGIN, bootstrap),
        rate);
  }

  private static Estimate effect(Dataset<Row> rows, String amount, PairedBootstrap bootstrap) {
    ScoreColumns columns =
        ScoreColumns.of(ExperimentRows.ORDERED, amount).treatedBy(ExperimentRows.TREATED);
    return bootstrap.of(rows, "customer_id", columns, UpliftMetrics::averageEffect);
  }

  /** Of the few orders whose margin nobody knows it is what is usual. */
  private static Column margin(double rate) {
    return coalesce(
        col("margin_after").cast("double"), col("revenue_after").cast("double").multiply(rate));
  }

  /** Column of the margin of an experiment's rows; of no meaning where margins are not known. */
  Column marginColumn() {
    return margin(marginRate);
  }

  private static Double marginRate(Dataset<Row> rows) {
    Column isKnown = col("margin_lifetime").isNotNull();
    Column ordered = col("orders_after").gt(0);
    Row sums =
        rows.agg(
                sum(when(isKnown, col("margin_lifetime")).cast("double")),
                sum(when(isKnown, col("revenue_lifetime")).cast("double")),
                avg(when(ordered, when(col("margin_after").isNull(), lit(1)).otherwise(lit(0)))))
            .head();
    boolean isTold =
        !sums.isNullAt(0)
            && sums.getDouble(1) > 0
            && !sums.isNullAt(2)
            && sums.getDouble(2) <= MOST_UNKNOWN;
    return isTold ? sums.getDouble(0) / sums.getDouble(1) : null;
  }

  boolean tellsRevenue() {
    return isTold(revenue);
  }

  boolean tellsMargin() {
    return margin != null && isTold(margin);
  }

  private static boolean isTold(Estimate estimate) {
    return estimate.low() > 0 || estimate.high() < 0;
  }

  /** What is not told, and why. */
  List<String> remarks() {
    String ofMargin =
        margin == null
            ? "uplift of margin is not told: costs of products are not known"
            : words("margin", margin);
    return List.of(words("revenue", revenue), ofMargin).stream()
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static String words(String what, Estimate estimate) {
    return isTold(estimate)
        ? ""
        : String.format(
            Locale.ROOT,
            "uplift of %s is not told: %.2f a customer (%.2f to %.2f)",
            what,
            estimate.value(),
            estimate.low(),
            estimate.high());
  }
}
