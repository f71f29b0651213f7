package io.segmentlake.models.recommendations;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What can be recommended at a date: products that were sold lately, the best sellers first.
 *
 * @param products by popularity, equal ones by id
 * @param categories of all products that have one, also of those no longer sold
 */
public record Assortment(List<Product> products, Map<String, String> categories)
    implements Serializable {
  /** What nobody bought for so long may be gone. */
  static final int DAYS_ON_SALE = 90;

  /** An order counts half as much a fortnight later: what sells changes with the season. */
  private static final int HALF_LIFE_DAYS = 14;

  /**
   * One product.
   *
   * @param category null where it has none
   * @param popularity orders with it in the last {@link #DAYS_ON_SALE} days, later ones counting
   *     more; above 0
   */
  public record Product(String id, String category, double popularity) implements Serializable {}

  public Assortment {
    products = List.copyOf(products);
    categories = Map.copyOf(categories);
  }

  /**
   * The assortment at the end of a business date.
   *
   * @param lines one row per line sold: order_id, product_id string, event_on date; later ones are
   *     passed over
   * @param products product_id, category
   */
  public static Assortment of(Dataset<Row> lines, Dataset<Row> products, LocalDate asOf) {
    Map<String, String> categories = new HashMap<>();
    products
        .where(col("category").isNotNull())
        .select("product_id", "category")
        .collectAsList()
        .forEach(row -> categories.put(row.getString(0), row.getString(1)));
    Map<String, Double> popularity = new TreeMap<>();
    // One row per product and day: few enough for the driver, which adds them in one order.
    lines
        .withColumn("age", datediff(lit(Date.valueOf(asOf)), col("event_on")))
        .where(col("age").between(0, DAYS_ON_SALE - 1))
        .groupBy("product_id", "age")
        .agg(count_distinct(col("order_id")).as("orders"))
        .orderBy("product_id", "age")
        .collectAsList()
        .forEach(
            row ->
                popularity.merge(
                    row.getString(0),
                    row.getLong(2) * Math.pow(.5, row.getInt(1) / (double) HALF_LIFE_DAYS),
                    Double::sum));
    List<Product> sold = new ArrayList<>();
    popularity.forEach((id, value) -> sold.add(new Product(id, categories.get(id), value)));
    sold.sort(
        Comparator.comparingDouble(Product::popularity).reversed().thenComparing(Product::id));
    return new Assortment(sold, categories);
  }
}
