package io.segmentlake.models.recommendations;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import io.segmentlake.models.metrics.CustomerHash;
import io.segmentlake.models.metrics.TopK;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What was known of purchases at a cut-off, and who bought what in the days after it.
 *
 * @param lines as known at the cut-off: customer_id, order_id, product_id, event_on
 * @param products as known at the cut-off: product_id, category
 * @param later lines as known now; those of other days are passed over
 * @param days after the cut-off
 */
public record OutcomeWindow(
    Dataset<Row> lines, Dataset<Row> products, Dataset<Row> later, LocalDate cutOff, int days) {
  /** More persons than this tell lists hardly better apart. */
  private static final int MOST_PERSONS = 5_000;

  private static final long SEED = 1;

  Assortment assortment() {
    return Assortment.of(lines, products, cutOff);
  }

  Dataset<Row> purchases() {
    return Purchases.of(lines.where(col("event_on").leq(lit(Date.valueOf(cutOff)))));
  }

  /**
   * One row per person who had bought before and then bought something that a list may hold:
   * customer_id, purchases, and relevant: the products bought after the cut-off, also those that
   * nobody could have recommended because they were new.
   *
   * @param purchases of {@link #purchases}
   */
  Dataset<Row> outcomes(Dataset<Row> purchases, ListRules rules) {
    Column isLater =
        col("event_on")
            .gt(lit(Date.valueOf(cutOff)))
            .and(col("event_on").leq(lit(Date.valueOf(cutOff.plusDays(days)))));
    Dataset<Row> bought =
        later
            .where(isLater.and(col("customer_id").isNotNull()))
            .groupBy("customer_id")
            .agg(array_sort(collect_set("product_id")).as("relevant"))
            .join(purchases, "customer_id");
    Dataset<Row> rows =
        rules.owned() == ListRules.Owned.ALLOWED
            ? bought
            : bought
                .withColumn(
                    "relevant",
                    org.apache.spark.sql.functions.array_except(
                        col("relevant"), col(Purchases.COLUMN).getField("product_id")))
                .where("size(relevant) > 0");
    // Two partitions in one order, so that averages do not depend on cores.
    Dataset<Row> pinned =
        rows.repartition(2, col("customer_id"))
            .sortWithinPartitions("customer_id")
            .localCheckpoint();
    long parts = (pinned.count() + MOST_PERSONS - 1) / MOST_PERSONS;
    return parts <= 1
        ? pinned
        : pinned.where(CustomerHash.fold("customer_id", (int) parts, SEED).equalTo(0));
  }

  /** Of the outcomes, with {@code <name>_recall} and {@code <name>_ndcg} of each one's lists. */
  static Dataset<Row> judged(Dataset<Row> outcomes, Map<String, Lister> listers, int items) {
    List<Column> lists = new ArrayList<>(List.of(col("customer_id"), col("relevant")));
    List<Column> measures = new ArrayList<>(List.of(col("customer_id")));
    listers.forEach(
        (name, lister) -> {
          lists.add(listed(lister).as(name));
          measures.add(TopK.recall(col(name), col("relevant"), items).as(name + "_recall"));
          measures.add(TopK.ndcg(col(name), col("relevant"), items).as(name + "_ndcg"));
        });
    return outcomes
        .select(lists.toArray(Column[]::new))
        .localCheckpoint()
        .select(measures.toArray(Column[]::new))
        .localCheckpoint();
  }

  private static Column listed(Lister lister) {
    UDF1<Seq<Row>, String[]> list =
        purchases ->
            lister
                .products(Purchase.all(CollectionConverters.asJava(purchases)))
                .toArray(String[]::new);
    return udf(list, DataTypes.createArrayType(DataTypes.StringType, false))
        .apply(col(Purchases.COLUMN));
  }
}
