package io.segmentlake.models.features;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How a person's purchases spread over categories. */
public final class CustomerCategories {
  private CustomerCategories() {}

  /**
   * One row per as-of date and person with a category bought: category_count_lifetime, top_category
   * (ties: the first by name), top_category_share.
   *
   * @param lines one row per line sold: customer_id (person), product_id, event_on
   * @param products product_id, category
   * @param dates one column {@code as_of}
   */
  public static Dataset<Row> of(Dataset<Row> lines, Dataset<Row> products, Dataset<Row> dates) {
    Dataset<Row> perDay =
        lines
            .join(broadcast(products.where(col("category").isNotNull())), "product_id")
            .groupBy("customer_id", "category", "event_on")
            .agg(count(lit(1)).as("lines"));
    return summary(
        perDay
            .crossJoin(broadcast(dates))
            .where(col("event_on").leq(col("as_of")))
            .groupBy("as_of", "customer_id", "category")
            .agg(sum("lines").as("lines")));
  }

  /**
   * The same, at each date from what was known on it.
   *
   * @param lines one row per as-of date and line sold: customer_id (person), product_id, event_on
   * @param products as_of, product_id, category
   */
  public static Dataset<Row> asKnown(Dataset<Row> lines, Dataset<Row> products) {
    return summary(
        lines
            .where(col("event_on").leq(col("as_of")))
            .join(
                broadcast(products.where(col("category").isNotNull())),
                new String[] {"as_of", "product_id"})
            .groupBy("as_of", "customer_id", "category")
            .agg(count(lit(1)).as("lines")));
  }

  /**
   * The same from counts.
   *
   * @param counts one row per as-of date, person and category: lines
   */
  public static Dataset<Row> summary(Dataset<Row> counts) {
    return counts
        .groupBy("as_of", "customer_id")
        .agg(
            count(lit(1)).as("category_count_lifetime"),
            min_by(col("category"), struct(col("lines").multiply(-1), col("category")))
                .as("top_category"),
            max("lines").divide(sum("lines")).cast("decimal(18,4)").as("top_category_share"));
  }
}
