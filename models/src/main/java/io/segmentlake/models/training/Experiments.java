package io.segmentlake.models.training;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.features.CustomerDays;
import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The contract of training experiments: all columns of {@code features.customer} as known on the
 * day before lots were drawn, what the lot said, and what came over (as_of, as_of + {@link
 * #HORIZON_DAYS}].
 */
public final class Experiments {
  /** The day on which lots were drawn and the two weeks after it. */
  public static final int HORIZON_DAYS = 15;

  /** The arm that gets nothing. */
  public static final String CONTROL = "control";

  private static final String MONEY = "decimal(28,4)";

  public static final Table TABLE = table();

  private Experiments() {}

  private static Table table() {
    List<Column> columns = new ArrayList<>(FeatureColumns.CUSTOMER.columns());
    columns.addAll(
        List.of(
            Column.of("campaign_id", "string", "Campaign for which lots were drawn"),
            Column.of("arm", "string", "control, or what was offered"),
            Column.of("discount_rate", "decimal(18,4)", "Share off that the arm was offered"),
            Column.of("cost_per_order", "decimal(18,4)", "Cost of each order of the arm besides"),
            Column.of("cost_per_contact", "decimal(18,4)", "Cost of offering it to one customer"),
            Column.of("orders_after", "bigint", "Orders on that day and in the two weeks after"),
            Column.of("revenue_after", MONEY, "Revenue less refunds of that time"),
            Column.of("margin_after", MONEY, "Margin of that time; null where a cost is missing")));
    return new Table(
        "training",
        "experiments",
        "One row per person of the newest campaign with a control whose outcome is known.",
        columns,
        List.of(),
        Table.Access.OPEN);
  }

  /**
   * The rows with what came after their {@code as_of}: zeros for who did nothing.
   *
   * @param rows one per person: customer_id, as_of and anything else; one as_of in all
   * @param ledger as features.customer_day, of the same persons
   */
  public static Dataset<Row> withOutcome(Dataset<Row> rows, Dataset<Row> ledger) {
    Dataset<Row> later =
        CustomerDays.ordersRevenueAndMargin(ledger)
            .join(rows.select("customer_id", "as_of"), "customer_id")
            .where(
                col("event_on")
                    .gt(col("as_of"))
                    .and(col("event_on").leq(date_add(col("as_of"), HORIZON_DAYS))))
            .groupBy("customer_id")
            .agg(
                sum("orders").as("orders_after"),
                sum("revenue").as("revenue_after"),
                sum("known_margin").as("margin_after"),
                sum("margin_unknown").as("_unknown"));
    return rows.join(later, new String[] {"customer_id"}, "left")
        .withColumn("orders_after", coalesce(col("orders_after"), lit(0)).cast("bigint"))
        .withColumn("revenue_after", coalesce(col("revenue_after"), lit(0)).cast(MONEY))
        .withColumn(
            "margin_after",
            when(
                coalesce(col("_unknown"), lit(0)).equalTo(0),
                coalesce(col("margin_after"), lit(0)).cast(MONEY)))
        .drop("_unknown");
  }
}
