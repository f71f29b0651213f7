package io.segmentlake.models.features;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * RFM scores, named groups and imputed gaps: what needs the shop's statistics. A score is 1 + the
 * number of edges strictly below the value, so that ties share a score; recency is mirrored.
 */
public final class CustomerScores {
  private CustomerScores() {}

  /**
   * All columns of features.customer, from the rows of {@link CustomerFeatures#of} and their
   * statistics.
   */
  public static Dataset<Row> of(Dataset<Row> features, Dataset<Row> statistics) {
    Dataset<Row> gaps =
        statistics
            .where("category is not null")
            .select(
                col("as_of"),
                col("category").as("top_category"),
                col("value").as("category_gap_days"));
    Column bought = col("orders_lifetime").gt(0);
    Map<String, Column> scores = new LinkedHashMap<>();
    scores.put(
        "recency_score",
        when(bought, lit(6).minus(score("days_since_last_order", "recency_days"))));
    scores.put("frequency_score", when(bought, frequencyScore()));
    scores.put("monetary_score", when(bought, score("revenue_lifetime", "spend_lifetime")));
    scores.put("is_gap_imputed", col("own_gap_days").isNull());
    Dataset<Row> scored =
        features
            .join(broadcast(edges(statistics)), "as_of", "left")
            .join(broadcast(gaps), new String[] {"as_of", "top_category"}, "left")
            .withColumns(scores);
    Column gap =
        coalesce(col("own_gap_days"), col("category_gap_days"), col("shop_gap_days"))
            .cast("decimal(18,4)");
    Map<String, Column> last = new LinkedHashMap<>();
    last.put("rfm_group", when(bought, group()));
    last.put("mean_gap_days", gap);
    last.put("arrived_seq", lit(null).cast("bigint"));
    return scored.withColumns(last).select(FeatureColumns.CUSTOMER.select());
  }

  /** One row per as-of date: the edges of each score, and the shop's median gap. */
  private static Dataset<Row> edges(Dataset<Row> statistics) {
    List<Column> columns = new ArrayList<>();
    for (String name : List.of("recency_days", "spend_lifetime")) {
      for (int edge = 1; edge <= 4; edge++) {
        columns.add(statistic(name, "edge_" + edge).as(name + "_edge_" + edge));
      }
    }
    return statistics
        .where("category is null")
        .groupBy("as_of")
        .agg(
            statistic("gap_between_orders", "median").as("shop_gap_days"),
            columns.toArray(Column[]::new));
  }

  private static Column statistic(String name, String statistic) {
    return max(
        when(col("name").equalTo(name).and(col("statistic").equalTo(statistic)), col("value")));
  }

  private static Column score(String value, String edges) {
    Column score = lit(1);
    for (int edge = 1; edge <= 4; edge++) {
      score = score.plus(when(col(edges + "_edge_" + edge).lt(col(value)), 1).otherwise(0));
    }
    return score;
  }

  private static Column frequencyScore() {
    Column orders = col("orders_lifetime");
    return when(orders.geq(10), 5)
        .when(orders.geq(5), 4)
        .when(orders.geq(3), 3)
        .when(orders.geq(2), 2)
        .otherwise(1);
  }

  private static Column group() {
    Column recency = col("recency_score");
    Column frequency = col("frequency_score");
    return when(recency.geq(4).and(frequency.geq(4)), "champions")
        .when(recency.geq(3).and(frequency.geq(3)), "loyal")
        .when(recency.geq(4), "recent")
        .when(recency.equalTo(3), "needs_attention")
        .when(frequency.geq(3), "at_risk")
        .otherwise("inactive");
  }
}
