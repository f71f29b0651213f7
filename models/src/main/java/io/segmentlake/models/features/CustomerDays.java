package io.segmentlake.models.features;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The ledger {@code features.customer_day}, summed up to one row per person and day. */
public final class CustomerDays {
  private CustomerDays() {}

  /** The ledger's rows with the person of each customer instead of the customer. */
  public static Dataset<Row> ofPersons(Dataset<Row> ledger, Dataset<Row> persons) {
    return ledger
        .join(persons, "customer_id", "left")
        .withColumn("customer_id", coalesce(col("person_id"), col("customer_id")))
        .drop("person_id");
  }

  /**
   * One row per person and day, and per value of further columns: {@code customer_id, event_on},
   * those, and each metric.
   */
  static Dataset<Row> sums(Dataset<Row> ledger, String... further) {
    List<Column> sums = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      sums.add(metric.sumWhere(lit(true)).as(metric.column()));
    }
    List<String> keys = new ArrayList<>(List.of("event_on"));
    keys.addAll(List.of(further));
    return ledger
        .groupBy("customer_id", keys.toArray(String[]::new))
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  /** One row per person and day: {@code customer_id, event_on, orders, revenue}. */
  public static Dataset<Row> ordersAndRevenue(Dataset<Row> ledger) {
    return ledger
        .groupBy("customer_id", "event_on")
        .agg(
            Metric.ORDERS.sumWhere(lit(true)).as(Metric.ORDERS.column()),
            Metric.REVENUE.sumWhere(lit(true)).as(Metric.REVENUE.column()));
  }

  /**
   * One row per person and day: {@code customer_id, event_on, orders, revenue, known_margin}, and
   * {@code margin_unknown}, of how many orders and refunds nobody knows the margin.
   */
  public static Dataset<Row> ordersRevenueAndMargin(Dataset<Row> ledger) {
    return ledger
        .groupBy("customer_id", "event_on")
        .agg(
            Metric.ORDERS.sumWhere(lit(true)).as(Metric.ORDERS.column()),
            Metric.REVENUE.sumWhere(lit(true)).as(Metric.REVENUE.column()),
            Metric.KNOWN_MARGIN.sumWhere(lit(true)).as(Metric.KNOWN_MARGIN.column()),
            Metric.MARGIN_UNKNOWN.sumWhere(lit(true)).as(Metric.MARGIN_UNKNOWN.column()));
  }

  /**
   * One row per person and day, with metrics as known before ({@code old_…}) and after ({@code …}).
   */
  static Dataset<Row> sumsBeforeAndAfter(Dataset<Row> ledger, Column before, Column after) {
    List<Column> sums = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      sums.add(metric.sumWhere(after).as(metric.column()));
      sums.add(metric.sumWhere(before).as("old_" + metric.column()));
    }
    return ledger
        .groupBy("customer_id", "event_on")
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  static Column isPositive(String column) {
    return coalesce(col(column), lit(0)).gt(0);
  }
}
