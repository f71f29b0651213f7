package io.segmentlake.pipelines.predictions;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.silver.SilverTables;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What recommendations are made of: products sold up to a date, as the history knows them. */
public final class SoldLines {
  /** What they are read from. */
  public static final List<Table> TABLES =
      List.of(
          SilverTables.ORDERS,
          SilverTables.ORDER_LINES,
          SilverTables.PERSONS,
          SilverTables.PRODUCTS);

  private final CustomerHistory history;

  public SoldLines(CustomerHistory history) {
    this.history = history;
  }

  /**
   * One row per line sold up to the end of a business date: customer_id (person, null for guests),
   * order_id, product_id, event_on. Services, and lines of orders that do not count, are no
   * purchases of products.
   */
  public Dataset<Row> until(LocalDate date) {
    Dataset<Row> notCounted =
        history
            .valid(SilverTables.ORDERS)
            .where(col("event_on").leq(lit(Date.valueOf(date))).and(not(col("is_counted"))))
            .select("order_id");
    Dataset<Row> noProducts =
        history.valid(SilverTables.PRODUCTS).where("not is_product").select("product_id");
    return history
        .valid(SilverTables.ORDER_LINES)
        .where(col("event_on").leq(lit(Date.valueOf(date))))
        .where(col("is_sale").and(coalesce(col("kind"), lit("sale")).equalTo("sale")))
        .select("customer_id", "order_id", "product_id", "event_on")
        .join(notCounted, new String[] {"order_id"}, "left_anti")
        .join(noProducts, new String[] {"product_id"}, "left_anti")
        .select("customer_id", "order_id", "product_id", "event_on");
  }

  /**
   * Of these the lines of products with a category: customer_id (person, null for guests),
   * order_id, category, event_on.
   */
  public Dataset<Row> byCategory(LocalDate date) {
    return until(date)
        .join(broadcast(products().where(col("category").isNotNull())), "product_id")
        .select("customer_id", "order_id", "category", "event_on");
  }

  /** product_id, category. */
  public Dataset<Row> products() {
    return history.valid(SilverTables.PRODUCTS).select("product_id", "category");
  }
}
