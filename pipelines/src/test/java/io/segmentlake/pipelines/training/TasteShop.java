package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.FilledRows;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.silver.SilverTables;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The silver tables of a shop whose customers have one of three tastes, each for 16 products in all
 * eight categories, so that no category tells tastes apart. OLD is no longer sold, WRAP is a
 * service, and NEVER was only ordered and cancelled.
 */
record TasteShop(Lakehouse lakehouse, LocalDate asOf) {
  private static final int DAYS = 180;
  private static final StructType LINES =
      StructType.fromDDL(
          "customer_id bigint, order_id string, product_id string, kind string, is_counted boolean,"
              + " event_on date");

  /** Customers from 1, and person 0, who has never bought. */
  void fill(int customers) {
    List<Row> rows = new ArrayList<>();
    SplittableRandom dice = new SplittableRandom(3);
    for (long customer = 1; customer <= customers; customer++) {
      int taste = dice.nextInt(3);
      line(rows, customer, "first", "OLD", "sale", true, DAYS);
      line(rows, customer, "cancelled", "NEVER", "sale", false, 5);
      for (int order = 0; order < 5; order++) {
        int ago = dice.nextInt(DAYS - 60);
        line(rows, customer, "" + order, "WRAP", "service", true, ago);
        for (int i = 0; i < 3; i++) {
          int group = dice.nextDouble() < .9 ? taste : dice.nextInt(3);
          int product = (int) (16 * dice.nextDouble() * dice.nextDouble());
          line(rows, customer, "" + order, product(group, product), "sale", true, ago);
        }
      }
    }
    Dataset<Row> lines = lakehouse.spark().createDataFrame(rows, LINES);
    write(
        SilverTables.ORDER_LINES,
        lines
            .withColumn("is_sale", lit(true))
            .withColumn("record_key", monotonically_increasing_id()));
    write(
        SilverTables.ORDERS,
        lines.dropDuplicates("order_id").withColumn("record_key", col("order_id")));
    write(SilverTables.PRODUCTS, products());
    write(
        FeatureColumns.CUSTOMER,
        lakehouse
            .spark()
            .range(customers + 1)
            .withColumnRenamed("id", "customer_id")
            .withColumn("as_of", lit(Date.valueOf(asOf))));
  }

  /** product_id, category. */
  Dataset<Row> products() {
    List<Row> rows = new ArrayList<>();
    for (int taste = 0; taste < 3; taste++) {
      for (int i = 0; i < 16; i++) {
        rows.add(RowFactory.create(product(taste, i), "category " + i % 8));
      }
    }
    return lakehouse
        .spark()
        .createDataFrame(rows, StructType.fromDDL("product_id string, category string"))
        .withColumn("record_key", col("product_id"))
        .withColumn("event_on", lit(Date.valueOf(asOf.minusDays(DAYS))));
  }

  private static String product(int taste, int number) {
    return "P%d-%02d".formatted(taste, number);
  }

  private void line(
      List<Row> rows,
      long customer,
      String order,
      String product,
      String kind,
      boolean isCounted,
      int daysAgo) {
    rows.add(
        RowFactory.create(
            customer,
            customer + "/" + order,
            product,
            kind,
            isCounted,
            Date.valueOf(asOf.minusDays(daysAgo))));
  }

  /** Columns that are not there are null; what happened was known on that day. */
  private void write(Table table, Dataset<Row> rows) {
    Dataset<Row> known =
        rows.withColumn("arrived_seq", lit(1L)).withColumn("event_month", lit("2026-01"));
    if (List.of(rows.columns()).contains("event_on")) {
      known = known.withColumn("known_at", col("event_on").cast("timestamp"));
    }
    lakehouse.replace(table, FilledRows.of(table, known));
  }
}
