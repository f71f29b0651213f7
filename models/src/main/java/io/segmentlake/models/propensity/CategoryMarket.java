package io.segmentlake.models.propensity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** How a category sells in the shop: few rows, whatever the number of persons. */
final class CategoryMarket {
  /** What sells changes with the season: older orders say little of the next month. */
  private static final int DAYS = 30;

  /**
   * {@code shop_share}: the category's share of the orders of the last 30 days, those of guests
   * included; {@code shop_rate}: share of all who ever bought that bought of it in these days;
   * {@code repeat_rate}: share of its buyers that came for it on another day, one of two added to
   * them (Laplace). Each a double.
   */
  static final List<String> COLUMNS = List.of("shop_share", "shop_rate", "repeat_rate");

  private CategoryMarket() {}

  /**
   * One row per date and category sold up to it: as_of, category, {@link #COLUMNS}, and place: that
   * among all by orders of the last 30 days.
   *
   * @param own one row per date, person and category: own_days_lifetime, own_last_age
   * @param lines one row per line sold: order_id, category, event_on
   * @param dates one column {@code as_of}
   */
  static Dataset<Row> of(Dataset<Row> own, Dataset<Row> lines, Dataset<Row> dates) {
    Dataset<Row> sold =
        CategoryPairs.at(lines.select("order_id", "category", "event_on"), dates)
            .where(col("age").lt(DAYS))
            .groupBy("as_of", "category")
            .agg(count_distinct(col("order_id")).as("orders"));
    Dataset<Row> bought =
        own.groupBy("as_of", "category")
            .agg(
                count(lit(1)).as("buyers"),
                count_if(col("own_days_lifetime").gt(1)).as("repeaters"),
                count_if(col("own_last_age").lt(DAYS)).as("buyers_now"));
    Dataset<Row> all =
        own.groupBy("as_of").agg(count_distinct(col("customer_id")).as("all_buyers"));
    Column orders = zeroes("orders");
    return bought
        .join(sold, new String[] {"as_of", "category"}, "full_outer")
        .join(broadcast(all), new String[] {"as_of"}, "left")
        .select(
            col("as_of"),
            col("category"),
            ratio(orders, sum(orders).over(Window.partitionBy("as_of"))).as("shop_share"),
            ratio(zeroes("buyers_now"), zeroes("all_buyers")).as("shop_rate"),
            ratio(zeroes("repeaters").plus(1), zeroes("buyers").plus(2)).as("repeat_rate"),
            row_number()
                .over(Window.partitionBy("as_of").orderBy(orders.desc(), col("category")))
                .as("place"));
  }

  private static Column zeroes(String name) {
    return coalesce(col(name), lit(0L));
  }

  private static Column ratio(Column part, Column whole) {
    return part.cast("double").divide(greatest(whole, lit(1L)));
  }
}
