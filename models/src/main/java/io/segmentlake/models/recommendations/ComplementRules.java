package io.segmentlake.models.recommendations;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Which product is bought together with which: association rules of one product on each side
 * (Agrawal, Imieliński and Swami 1993). They are the rules of MLlib's FPGrowth of that size, but
 * counted as pairs: FPGrowth has no limit to the size of the sets that it lists, and of products
 * that come by the dozen it lists millions.
 *
 * @param leastBaskets with both products; of fewer, chance alone makes rules
 * @param mostProducts baskets with more are a wholesaler's and left out: they say little of what
 *     goes together, and their pairs grow with the square
 */
public record ComplementRules(long leastBaskets, int mostProducts) {
  public static final ComplementRules USUAL = new ComplementRules(20, 100);

  /** More products than a shop has. */
  private static final long MOST = 1L << 31;

  /**
   * One row per product and complement whose lift is above 1: product_id, complement_id, lift (how
   * many times likelier the complement is in baskets with the product than in any), confidence
   * (share of the product's baskets with the complement), baskets (with both).
   *
   * @param lines one row per line sold: order_id, product_id
   */
  public Dataset<Row> of(Dataset<Row> lines) {
    Dataset<Row> baskets =
        lines
            .groupBy("order_id")
            .agg(array_sort(collect_set("product_id")).as("items"))
            .where(size(col("items")).leq(mostProducts))
            .localCheckpoint();
    Dataset<Row> products =
        numbered(frequent(baskets.select(explode(col("items")).as("product_id"))));
    return rules(pairs(baskets, products), products, baskets.count());
  }

  /** With each product's number, from 0. */
  private static Dataset<Row> numbered(Dataset<Row> products) {
    List<Row> rows = new ArrayList<>();
    for (Row row : products.orderBy("product_id").collectAsList()) {
      rows.add(RowFactory.create(row.getString(0), row.getLong(1), (long) rows.size()));
    }
    return products
        .sparkSession()
        .createDataFrame(
            rows, StructType.fromDDL("product_id string, baskets bigint, number bigint"));
  }

  /**
   * product_id, complement_id in their order, baskets. Only frequent products make frequent pairs;
   * a pair is counted as one number.
   */
  private Dataset<Row> pairs(Dataset<Row> baskets, Dataset<Row> products) {
    Column items = col("items");
    Dataset<Row> pairs =
        baskets
            .select(col("order_id"), explode(items).as("product_id"))
            .join(broadcast(products), "product_id")
            .groupBy("order_id")
            .agg(array_sort(collect_list("number")).as("items"))
            .select(
                explode(
                        flatten(
                            transform(
                                items,
                                (first, place) ->
                                    transform(
                                        slice(items, place.plus(2), size(items)),
                                        second -> first.multiply(MOST).plus(second)))))
                    .as("pair"));
    Dataset<Row> frequent = frequent(pairs).localCheckpoint();
    Dataset<Row> names = products.select("number", "product_id");
    return frequent
        .withColumn("product_number", expr("pair div " + MOST))
        .withColumn("complement_number", pmod(col("pair"), lit(MOST)))
        .join(broadcast(names.toDF("product_number", "product_id")), "product_number")
        .join(broadcast(names.toDF("complement_number", "complement_id")), "complement_number")
        .select("product_id", "complement_id", "baskets");
  }

  /** The only column of sets, with the baskets that have the set. */
  private Dataset<Row> frequent(Dataset<Row> sets) {
    return sets.groupBy(sets.columns()[0])
        .agg(count(lit(1)).as("baskets"))
        .where(col("baskets").geq(leastBaskets));
  }

  private static Dataset<Row> rules(Dataset<Row> pairs, Dataset<Row> products, long all) {
    Dataset<Row> reversed =
        pairs.select(
            col("complement_id").as("product_id"),
            col("product_id").as("complement_id"),
            col("baskets"));
    return pairs
        .unionByName(reversed)
        .join(named(products, "product"), "product_id")
        .join(named(products, "complement"), "complement_id")
        .withColumn("confidence", col("baskets").cast("double").divide(col("product_baskets")))
        .withColumn(
            "lift", col("confidence").multiply(lit((double) all)).divide(col("complement_baskets")))
        .where(col("lift").gt(1))
        .select("product_id", "complement_id", "lift", "confidence", "baskets");
  }

  private static Dataset<Row> named(Dataset<Row> products, String name) {
    return broadcast(
        products.select(col("product_id").as(name + "_id"), col("baskets").as(name + "_baskets")));
  }

  /**
   * One row per person and product that goes with what they bought and that they do not own:
   * customer_id, product_id, and lift, confidence and baskets of the surest rule.
   *
   * @param rules rows of {@link #of}
   * @param purchases rows of {@link Purchases}
   */
  public static Dataset<Row> forPersons(Dataset<Row> rules, Dataset<Row> purchases) {
    Dataset<Row> owned =
        purchases
            .select(col("customer_id"), explode(col(Purchases.COLUMN)).as("purchase"))
            .select(col("customer_id"), col("purchase.product_id"));
    return owned
        .join(rules, "product_id")
        .groupBy(col("customer_id"), col("complement_id").as("product_id"))
        .agg(max(struct(col("confidence"), col("lift"), col("baskets"))).as("rule"))
        .join(owned, new String[] {"customer_id", "product_id"}, "left_anti")
        .select("customer_id", "product_id", "rule.lift", "rule.confidence", "rule.baskets");
  }
}
