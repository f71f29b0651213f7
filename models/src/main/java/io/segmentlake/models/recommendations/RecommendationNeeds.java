package io.segmentlake.models.recommendations;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.size;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What recommendations need before they may be made.
 *
 * @param leastBuyers persons who bought two different products or more
 * @param leastOrders with a product
 * @param leastProducts sold lately, of which a list leaves out most
 */
public record RecommendationNeeds(long leastBuyers, long leastOrders, long leastProducts) {
  public static final RecommendationNeeds USUAL = new RecommendationNeeds(500, 1_000, 20);

  /**
   * All that lacks, in words; empty if nothing does.
   *
   * @param lines one row per line sold: order_id and what {@link Purchases} needs
   */
  public String lacking(Dataset<Row> lines, Dataset<Row> purchases, Assortment assortment) {
    List<String> lacks = new ArrayList<>();
    require(
        lacks,
        purchases.where(size(col(Purchases.COLUMN)).geq(2)).count(),
        leastBuyers,
        "buyers of two products or more");
    require(
        lacks, lines.agg(count_distinct(col("order_id"))).head().getLong(0), leastOrders, "orders");
    require(lacks, assortment.products().size(), leastProducts, "products on sale");
    return lacks.isEmpty() ? "" : "Too little data: " + String.join(", ", lacks) + ".";
  }

  private static void require(List<String> lacks, long there, long least, String what) {
    if (there < least) {
      lacks.add(String.format(Locale.ROOT, "%,d %s where %,d are needed", there, what, least));
    }
  }
}
