package io.segmentlake.pipelines.features;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.features.CustomerCategories;
import io.segmentlake.models.features.CustomerDays;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.silver.SilverTables;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps features.customer_category: moved by the difference, so that a day does not read all lines
 * ever sold. Only a product that leaves its category, or comes to one after it was sold, makes it
 * count again.
 */
public final class CustomerCategory {
  public static final Table TABLE =
      Table.of(
          "features.customer_category",
          "One row per customer and category bought, at the head date.",
          Column.of("as_of", "date", "Head date"),
          Column.of("customer_id", "bigint", "Customer, whoever represents it"),
          Column.of("category", "string", "Category"),
          Column.of("lines", "bigint", "Lines sold"),
          Column.of("arrived_seq", "bigint", "Ingest run up to which everything counts"));

  private final CustomerHistory history;
  private final Lakehouse lakehouse;

  CustomerCategory(CustomerHistory history) {
    this.history = history;
    this.lakehouse = history.lakehouse();
  }

  /** The table's rows at a date, from the stored head where that is earlier. */
  Dataset<Row> at(LocalDate asOf) {
    Row head = lakehouse.anyRow(TABLE, "as_of", "arrived_seq").orElse(null);
    boolean slides =
        head != null
            && !head.getDate(0).toLocalDate().isAfter(asOf)
            && head.getLong(1) <= history.seq()
            && !hasMovedProducts(head.getLong(1));
    Dataset<Row> counts = slides ? slid(head, asOf) : counts(lines(), counted(asOf, history.seq()));
    return counts
        .groupBy("customer_id", "category")
        .agg(sum("lines").cast("bigint").as("lines"))
        .where("lines <> 0")
        .withColumn("as_of", lit(Date.valueOf(asOf)))
        .withColumn("arrived_seq", lit(history.seq()))
        .select(TABLE.select());
  }

  Written write(Dataset<Row> rows) {
    return lakehouse.replace(TABLE, rows);
  }

  /** Of its rows what features tell of each person. */
  Dataset<Row> summary(Dataset<Row> rows) {
    return CustomerCategories.summary(
        CustomerDays.ofPersons(rows, history.persons())
            .groupBy("as_of", "customer_id", "category")
            .agg(sum("lines").as("lines")));
  }

  private Dataset<Row> slid(Row head, LocalDate to) {
    LocalDate from = head.getDate(0).toLocalDate();
    long fromSeq = head.getLong(1);
    org.apache.spark.sql.Column isTouched =
        col("arrived_seq")
            .gt(fromSeq)
            .or(col("superseded_seq").gt(fromSeq))
            .or(col("event_on").gt(date(from)).and(col("event_on").leq(date(to))));
    org.apache.spark.sql.Column difference =
        counted(to, history.seq()).minus(counted(from, fromSeq));
    Dataset<Row> stored = lakehouse.read(TABLE).select("customer_id", "category", "lines");
    return stored.unionByName(counts(lines().where(isTouched), difference));
  }

  /** Lines of known customers that had arrived by the run, valid or not. */
  private Dataset<Row> lines() {
    return lakehouse
        .read(SilverTables.ORDER_LINES)
        .where(CustomerHistory.isSold())
        .where(col("arrived_seq").leq(history.seq()));
  }

  private Dataset<Row> counts(Dataset<Row> lines, org.apache.spark.sql.Column counted) {
    return lines
        .join(broadcast(products()), "product_id")
        .select(col("customer_id"), col("category"), counted.as("lines"));
  }

  /** 1 for a line that was valid after a run and sold by a date, else 0. */
  private static org.apache.spark.sql.Column counted(LocalDate asOf, long seq) {
    org.apache.spark.sql.Column isValid =
        col("arrived_seq")
            .leq(seq)
            .and(col("superseded_seq").isNull().or(col("superseded_seq").gt(seq)));
    return when(isValid.and(col("event_on").leq(date(asOf))), 1).otherwise(0);
  }

  private Dataset<Row> products() {
    return history
        .valid(SilverTables.PRODUCTS)
        .where(col("category").isNotNull())
        .select("product_id", "category");
  }

  /**
   * Whether lines that were counted, or left out, after an earlier run belong elsewhere now: their
   * product has left its category, or come to one.
   */
  private boolean hasMovedProducts(long fromSeq) {
    Dataset<Row> before =
        lakehouse
            .read(SilverTables.PRODUCTS)
            .where(col("arrived_seq").leq(fromSeq).and(col("category").isNotNull()))
            .where(col("superseded_seq").isNull().or(col("superseded_seq").gt(fromSeq)));
    Dataset<Row> replaced =
        before
            .where(col("superseded_seq").leq(history.seq()))
            .select(col("product_id"), col("category").as("before"));
    boolean hasLeft =
        !replaced
            .join(products(), "product_id", "left")
            .where(not(col("category").eqNullSafe(col("before"))))
            .isEmpty();
    return hasLeft || wereSold(arrivedProducts(fromSeq, before), fromSeq);
  }

  /** Products with a category that had none. */
  private Dataset<Row> arrivedProducts(long fromSeq, Dataset<Row> before) {
    return history
        .valid(SilverTables.PRODUCTS)
        .where(col("arrived_seq").gt(fromSeq).and(col("category").isNotNull()))
        .join(before.select("product_id"), "product_id", "left_anti")
        .select("product_id");
  }

  /** New products are many, and hardly any of them had been sold before the shop told of it. */
  private boolean wereSold(Dataset<Row> products, long seq) {
    List<Object> ids = products.collectAsList().stream().map(row -> row.get(0)).toList();
    return !ids.isEmpty()
        && !lines()
            .where(col("arrived_seq").leq(seq))
            .where(col("product_id").isin(ids.toArray()))
            .isEmpty();
  }

  private static org.apache.spark.sql.Column date(LocalDate date) {
    return lit(Date.valueOf(date));
  }
}
