package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;

import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import java.sql.Timestamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each product cost, and from when: all versions of a product count, not only the valid one.
 */
final class CostHistory {
  private static final Table PRODUCTS = Streams.named("products").bronze();
  private static final Timestamp ALWAYS = new Timestamp(0);

  private CostHistory() {}

  /** One row per product: {@code costs}, an array of (from, unit_cost) in order of time. */
  static Dataset<Row> of(Arrivals arrivals) {
    Column version =
        struct(
            coalesce(col("version_at"), lit(ALWAYS)).as("from"), col("unit_cost").as("unit_cost"));
    return arrivals
        .valid(PRODUCTS)
        .where(col("unit_cost").isNotNull())
        .groupBy("product_id")
        .agg(array_sort(collect_set(version)).as("costs"));
  }

  /** The cost in {@code costs} that held at an instant; before the first one known, the first. */
  static Column at(Column instant) {
    Column until = filter(col("costs"), c -> c.getField("from").leq(instant));
    return coalesce(
        try_element_at(until, lit(-1)).getField("unit_cost"),
        try_element_at(col("costs"), lit(1)).getField("unit_cost"));
  }

  /**
   * One row per product whose history the ingest run changed: {@code product_id}, {@code
   * changed_from}.
   */
  static Dataset<Row> changes(Arrivals arrivals) {
    Dataset<Row> before = of(arrivals.before()).withColumnRenamed("costs", "old_costs");
    String none = "cast(array() as array<struct<from: timestamp, unit_cost: decimal(18,4)>>)";
    String differing =
        "concat(array_except(coalesce(costs, %1$s), coalesce(old_costs, %1$s)),"
            + " array_except(coalesce(old_costs, %1$s), coalesce(costs, %1$s)))";
    // The first cost known also holds for all time before it.
    String first = "not (try_element_at(costs, 1) <=> try_element_at(old_costs, 1))";
    return of(arrivals)
        .join(before, "product_id", "full_outer")
        .where("not (costs <=> old_costs)")
        .select(
            col("product_id"),
            expr("if("
                    + first
                    + ", timestamp_seconds(0), array_min(transform("
                    + differing.formatted(none)
                    + ", c -> c.from)))")
                .as("changed_from"));
  }

  /** Whether the ingest run can have changed a history, as far as can be told without a look. */
  static boolean mayFollow(Arrivals arrivals) {
    return arrivals.withdrawsFiles() || arrivals.brings(PRODUCTS);
  }

  static boolean mayChange(Arrivals arrivals) {
    return arrivals.withdrawsFiles()
        || arrivals.brings(PRODUCTS)
            && !arrivals.brought(PRODUCTS).where(col("unit_cost").isNotNull()).isEmpty();
  }
}
