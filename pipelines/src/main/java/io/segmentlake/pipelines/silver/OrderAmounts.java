package io.segmentlake.pipelines.silver;

import static io.segmentlake.pipelines.silver.Rates.converted;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.some;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.pipelines.Lakehouse;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Amount and margin of an order, added up from its lines (or as the shop gives them, where it has
 * no lines), and whether it counts as an order: a cancelled one does not, nor one for nothing, nor
 * one of which an amount waits for its rate.
 */
record OrderAmounts(Rates rates) implements Derivation {

  @Override
  public Dataset<Row> derive(Arrivals arrivals, Dataset<Row> rows) {
    Column kind = coalesce(col("kind"), lit("order"));
    Column isOrder = kind.equalTo("order");
    Column status = lower(coalesce(col("status"), lit("")));
    Dataset<Row> sums = sums(linesNear(arrivals.lakehouse(), rows));
    Column ofLines = when(isOrder, col("sale_amount")).otherwise(col("all_amount"));
    Column own = when(col("order_amount").isNull(), 0).otherwise(converted(col("order_amount")));
    return rates
        .of(arrivals.lakehouse(), rows)
        .join(sums, "order_id", "left")
        .withColumn("kind", kind)
        .withColumn(
            "gross_amount",
            when(coalesce(col("has_unconverted"), lit(false)), lit(null))
                .otherwise(coalesce(ofLines, own))
                .cast("decimal(28,4)"))
        .withColumn("margin_amount", when(isOrder, col("sale_margin")).otherwise(col("all_margin")))
        .withColumn(
            "is_counted",
            isOrder
                .and(not(status.isin("cancelled", "canceled")))
                .and(coalesce(col("gross_amount").gt(0), lit(false))));
  }

  /**
   * One row per order: sums over its lines sold, and over all its lines; a margin is null where one
   * line's is.
   */
  private static Dataset<Row> sums(Dataset<Row> lines) {
    Column sale = col("is_sale");
    return lines
        .groupBy("order_id")
        .agg(
            coalesce(sum(when(sale, col("line_amount"))), lit(0)).as("sale_amount"),
            when(
                    count(when(sale.and(col("margin_amount").isNull()), lit(1))).equalTo(0),
                    sum(when(sale, col("margin_amount"))))
                .as("sale_margin"),
            sum("line_amount").as("all_amount"),
            some(col("line_amount").isNull()).as("has_unconverted"),
            when(
                    count(when(col("margin_amount").isNull(), lit(1))).equalTo(0),
                    sum("margin_amount"))
                .as("all_margin"));
  }

  @Override
  public boolean looksAhead() {
    return true;
  }

  @Override
  public boolean followsOthers(Arrivals arrivals) {
    return true;
  }

  @Override
  public Dataset<Row> alsoTouched(Arrivals arrivals, Dataset<Row> live) {
    Dataset<Row> lines = arrivals.lakehouse().read(SilverTables.ORDER_LINES);
    Dataset<Row> changed =
        lines
            .where(
                col("arrived_seq")
                    .equalTo(arrivals.seq())
                    .or(col("superseded_seq").equalTo(arrivals.seq())))
            .select("order_id", "event_month");
    Object[] months = monthsAround(changed, "event_month");
    Dataset<Row> ofLines =
        live.where(col("event_month").isin(months))
            .join(changed.select("order_id").distinct(), "order_id", "left_semi");
    return rates.mayChange(arrivals)
        ? ofLines.unionByName(rates.touched(arrivals, live)).dropDuplicates("record_key")
        : ofLines;
  }

  private static Dataset<Row> linesNear(Lakehouse lakehouse, Dataset<Row> orders) {
    return lakehouse
        .live(SilverTables.ORDER_LINES)
        .where(col("event_month").isin(monthsAround(orders, "event_month")));
  }

  /**
   * The months in which rows lie, and their neighbours: an order and its lines can fall on two
   * sides of midnight.
   */
  private static Object[] monthsAround(Dataset<Row> rows, String month) {
    Set<String> months = new TreeSet<>();
    for (Row row : rows.select(month).distinct().collectAsList()) {
      YearMonth own = YearMonth.from(LocalDate.parse(row.getString(0) + "-01"));
      months.add(own.minusMonths(1).toString());
      months.add(own.toString());
      months.add(own.plusMonths(1).toString());
    }
    return months.toArray();
  }
}
