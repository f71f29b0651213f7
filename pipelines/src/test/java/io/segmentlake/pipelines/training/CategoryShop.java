package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.FilledRows;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.features.CustomerDay;
import io.segmentlake.pipelines.silver.SilverTables;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Ledger and silver tables of a shop with one product in each of six categories, the first selling
 * best. Each customer has a favourite, which is what it buys most of the time, and orders at a pace
 * of its own; what happens is known on the day.
 */
final class CategoryShop {
  static final int DAYS = 200;

  private static final StructType LINES =
      StructType.fromDDL(
          "customer_id bigint, order_id string, product_id string, event_on date, known_at"
              + " timestamp");
  private static final StructType PRODUCTS =
      StructType.fromDDL("product_id string, category string, known_at timestamp");

  private final Lakehouse lakehouse;
  private final LocalDate asOf;
  private final List<Row> lines = new ArrayList<>();
  private final List<Row> products = new ArrayList<>();
  private final List<Row> ledger = new ArrayList<>();

  CategoryShop(Lakehouse lakehouse, LocalDate asOf) {
    this.lakehouse = lakehouse;
    this.asOf = asOf;
  }

  /** Products with a category, and customers from 1 with their orders. */
  CategoryShop with(int customers) {
    return with(customers, DAYS);
  }

  /**
   * @param days from the first on; those after the date are not known on it
   */
  CategoryShop with(int customers, int days) {
    for (int i = 0; i < 6; i++) {
      product("P" + i, "category " + i, asOf.minusDays(DAYS));
    }
    SplittableRandom dice = new SplittableRandom(11);
    for (long customer = 1; customer <= customers; customer++) {
      int favourite = category(dice);
      double pace = .002 + .03 * dice.nextDouble() * dice.nextDouble();
      int from = dice.nextInt(60);
      for (int day = from; day <= days; day++) {
        if (day == from || dice.nextDouble() < pace) {
          int bought = dice.nextDouble() < .7 ? favourite : category(dice);
          order(customer, "P" + bought, asOf.minusDays(DAYS - day));
        }
      }
    }
    return this;
  }

  private static int category(SplittableRandom dice) {
    return (int) (6 * dice.nextDouble() * dice.nextDouble());
  }

  CategoryShop order(long customer, String product, LocalDate on) {
    return order(customer, product, on, on);
  }

  /** A line sold, and told of by the shop only later. */
  CategoryShop order(long customer, String product, LocalDate on, LocalDate knownOn) {
    String order = customer + "/" + on + "/" + lines.size();
    lines.add(RowFactory.create(customer, order, product, Date.valueOf(on), morning(knownOn)));
    ledger.add(
        RowFactory.create(
            customer,
            Date.valueOf(on),
            "orders",
            "order",
            Date.valueOf(knownOn),
            1L,
            1L,
            new BigDecimal("20.0000"),
            BigDecimal.ZERO.setScale(4),
            1L,
            on.toString().substring(0, 7)));
    return this;
  }

  /** A version of a product; a later one takes the place of an earlier one. */
  CategoryShop product(String id, String category, LocalDate knownOn) {
    products.add(RowFactory.create(id, category, morning(knownOn)));
    return this;
  }

  private static Timestamp morning(LocalDate day) {
    return Timestamp.from(day.atTime(8, 0).toInstant(ZoneOffset.UTC));
  }

  void write() {
    Dataset<Row> sold = lakehouse.spark().createDataFrame(lines, LINES);
    write(
        SilverTables.ORDER_LINES,
        sold.withColumn("record_key", col("order_id"))
            .withColumn("is_sale", lit(true))
            .withColumn("kind", lit("sale")));
    write(
        SilverTables.ORDERS,
        sold.withColumn("record_key", col("order_id")).withColumn("is_counted", lit(true)));
    write(
        SilverTables.PRODUCTS,
        lakehouse
            .spark()
            .createDataFrame(products, PRODUCTS)
            .withColumn("record_key", col("product_id")));
    lakehouse.replace(
        CustomerDay.TABLE,
        lakehouse.spark().createDataFrame(ledger, CustomerDay.TABLE.structType()));
  }

  /** Columns that are not there are null. */
  private void write(Table table, Dataset<Row> rows) {
    Dataset<Row> arrived =
        rows.withColumn("arrived_seq", lit(1L)).withColumn("event_month", lit("2026-01"));
    lakehouse.replace(table, FilledRows.of(table, arrived));
  }
}
