package io.segmentlake.models.training;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.features.CustomerDays;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What customers did after a cut-off: the only part of a snapshot that sees later events. */
public final class Labels {
  private Labels() {}

  /**
   * The feature rows with {@code orders_next_<h>d} and {@code revenue_next_<h>d} of each horizon
   * ({@link Snapshots}): sums over (as_of, as_of + h], 0 for a customer without events, null where
   * {@code as_of} + h lies after the last known date.
   *
   * @param features one row per customer and cut-off: customer_id, as_of and anything else
   * @param ledger customer_id, event_on, stream, type, events, amount as in features.customer_day,
   *     of the same persons
   * @param lastKnownDate up to the end of which the ledger is complete
   * @throws IllegalArgumentException if there is no horizon, or one is not above 0
   */
  public static Dataset<Row> add(
      Dataset<Row> features, Dataset<Row> ledger, List<Integer> horizons, LocalDate lastKnownDate) {
    if (horizons.isEmpty() || Collections.min(horizons) < 1) {
      throw new IllegalArgumentException(
          "Cannot label snapshots: a horizon is missing or too short (%s). At least one, of 1 day or more each, is needed."
              .formatted(horizons));
    }
    Dataset<Row> cutOffs = features.select("as_of").distinct();
    Column isLater =
        col("event_on")
            .gt(col("as_of"))
            .and(col("event_on").leq(date_add(col("as_of"), Collections.max(horizons))));
    List<Column> sums = new ArrayList<>();
    List<Column> columns = new ArrayList<>(List.of(col("*")));
    for (int days : horizons) {
      Column end = date_add(col("as_of"), days);
      sums.add(sum(when(col("event_on").leq(end), col("orders"))).as("_orders_" + days));
      sums.add(sum(when(col("event_on").leq(end), col("revenue"))).as("_revenue_" + days));
      Column isKnown = end.leq(lit(Date.valueOf(lastKnownDate)));
      columns.add(label("_orders_" + days, isKnown, "bigint").as(Snapshots.orders(days)));
      columns.add(label("_revenue_" + days, isKnown, "decimal(28,4)").as(Snapshots.revenue(days)));
    }
    Dataset<Row> later =
        CustomerDays.ordersAndRevenue(ledger)
            .join(broadcast(cutOffs), isLater)
            .groupBy("as_of", "customer_id")
            .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
    Dataset<Row> labelled =
        features
            .join(later, new String[] {"as_of", "customer_id"}, "left")
            .select(columns.toArray(Column[]::new));
    for (int days : horizons) {
      labelled = labelled.drop("_orders_" + days, "_revenue_" + days);
    }
    return labelled;
  }

  private static Column label(String sum, Column isKnown, String type) {
    return when(isKnown, coalesce(col(sum), lit(0)).cast(type));
  }
}
