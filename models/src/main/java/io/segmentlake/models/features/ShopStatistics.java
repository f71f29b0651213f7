package io.segmentlake.models.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is derived from the shop's own customers at an as-of date: typical gaps, mean and median
 * spend, and the quintile edges of scores. Quantiles are exact values that some customer has
 * (nearest rank), never interpolated or sketched.
 */
public final class ShopStatistics {
  public static final Table SHOP =
      Table.of(
          "features.shop",
          "One row per as-of date, quantity, category (or all) and statistic.",
          Column.of("as_of", "date", "Business date"),
          Column.of(
              "name", "string", "What was measured over customers, for example gap_between_orders"),
          Column.of("category", "string", "Customers whose main category it is; null for all"),
          Column.of("statistic", "string", "median, mean, or edge_1 to edge_4 of quintiles"),
          Column.of("value", "decimal(28,4)", "The value; null where too few customers have one"));

  /** Quantities, the column they are taken from, and whether quintile edges are wanted. */
  private static final List<String[]> QUANTITIES =
      List.of(
          new String[] {"gap_between_orders", "own_gap_days", "-"},
          new String[] {"spend_365d", "if(orders_365d > 0, revenue_365d, null)", "-"},
          new String[] {
            "spend_lifetime", "if(orders_lifetime > 0, revenue_lifetime, null)", "edges"
          },
          new String[] {"order_value", "average_order_value", "-"},
          new String[] {
            "recency_days", "if(orders_lifetime > 0, days_since_last_order, null)", "edges"
          },
          new String[] {"margin_rate", "margin_rate", "edges"});

  private ShopStatistics() {}

  /** All that there is of the whole shop, as {@code name.statistic}. */
  public static List<String> known() {
    List<String> known = new ArrayList<>();
    for (String[] quantity : QUANTITIES) {
      known.add(quantity[0] + ".mean");
      known.add(quantity[0] + ".median");
      for (int edge = 1; quantity[2].equals("edges") && edge <= 4; edge++) {
        known.add(quantity[0] + ".edge_" + edge);
      }
    }
    return known;
  }

  /** Statistics of features.shop, from the rows of {@link CustomerFeatures#of}. */
  public static Dataset<Row> of(Dataset<Row> features) {
    List<org.apache.spark.sql.Column> aggregates = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    for (String[] quantity : QUANTITIES) {
      String value = "cast(" + quantity[1] + " as decimal(28,4))";
      add(aggregates, cells, quantity[0], "mean", "cast(avg(" + value + ") as decimal(28,4))");
      add(aggregates, cells, quantity[0], "median", quantile("0.5", value));
      for (int edge = 1; quantity[2].equals("edges") && edge <= 4; edge++) {
        add(aggregates, cells, quantity[0], "edge_" + edge, quantile("0." + 2 * edge, value));
      }
    }
    Dataset<Row> shop =
        features
            .groupBy("as_of")
            .agg(
                aggregates.get(0),
                aggregates
                    .subList(1, aggregates.size())
                    .toArray(org.apache.spark.sql.Column[]::new))
            .selectExpr(
                "as_of",
                "stack("
                    + cells.size()
                    + ", "
                    + String.join(", ", cells)
                    + ") as (name, statistic, value)")
            .withColumn("category", lit(null).cast("string"));
    Dataset<Row> categories =
        features
            .where(col("own_gap_days").isNotNull().and(col("top_category").isNotNull()))
            .groupBy(col("as_of"), col("top_category").as("category"))
            .agg(expr(quantile("0.5", "own_gap_days")).as("value"))
            .withColumn("name", lit("gap_between_orders"))
            .withColumn("statistic", lit("median"));
    return shop.unionByName(categories).select(SHOP.select());
  }

  private static void add(
      List<org.apache.spark.sql.Column> aggregates,
      List<String> cells,
      String name,
      String statistic,
      String value) {
    String cell = name + "_" + statistic;
    aggregates.add(expr(value).as(cell));
    cells.add("'" + name + "', '" + statistic + "', " + cell);
  }

  /** Nearest rank over ten-thousandths as integers, which doubles hold exactly. */
  private static String quantile(String share, String value) {
    return "cast(percentile_disc("
        + share
        + ") within group (order by cast("
        + value
        + " * 10000 as bigint)) / 10000 as decimal(28,4))";
  }
}
