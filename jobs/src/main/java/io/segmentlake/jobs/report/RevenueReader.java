package io.segmentlake.jobs.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.silver.SilverTables;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds up orders, cancellations and refunds by business date, guests included. */
final class RevenueReader {
  /** A year, and the year before to compare it with. */
  private static final int DAYS = 730;

  private final Lakehouse lakehouse;

  RevenueReader(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  List<RevenueDay> read(LocalDate date) {
    Column guest = col("customer_id").isNull();
    return orders(date)
        .unionByName(refunds(date))
        .groupBy("event_on")
        .agg(
            sum("orders").as("orders"),
            sum("amount").as("revenue"),
            sum(when(guest, col("amount")).otherwise(lit(0))).as("guest_revenue"),
            sum(coalesce(col("margin"), lit(0))).as("margin"),
            sum(when(col("margin").isNull(), 1).otherwise(0)).as("margin_unknown"))
        .orderBy("event_on")
        .collectAsList()
        .stream()
        .map(RevenueReader::day)
        .toList();
  }

  static BigDecimal orZero(BigDecimal amount) {
    return amount == null ? BigDecimal.ZERO : amount;
  }

  private Dataset<Row> orders(LocalDate date) {
    return days(SilverTables.ORDERS, date)
        // A cancelled order takes back what it once added; an adjustment is the shop's
        // book-keeping.
        .where(col("is_counted").or(col("kind").equalTo("cancellation")))
        .where(col("gross_amount").isNotNull())
        .select(
            col("event_on"),
            col("customer_id"),
            when(col("is_counted"), 1).otherwise(0).as("orders"),
            col("gross_amount").cast("decimal(28,4)").as("amount"),
            col("margin_amount").cast("decimal(28,4)").as("margin"));
  }

  private Dataset<Row> refunds(LocalDate date) {
    return days(SilverTables.REFUNDS, date)
        .where(col("refund_amount").isNotNull())
        .select(
            col("event_on"),
            col("customer_id"),
            lit(0).as("orders"),
            col("refund_amount").multiply(-1).cast("decimal(28,4)").as("amount"),
            // What cannot be sold again is lost whole.
            coalesce(col("refund_cost"), lit(0))
                .minus(col("refund_amount"))
                .cast("decimal(28,4)")
                .as("margin"));
  }

  private Dataset<Row> days(Table table, LocalDate date) {
    LocalDate first = date.minusDays(DAYS - 1L);
    return lakehouse
        .live(table)
        .where(
            col("event_month")
                .between(YearMonth.from(first).toString(), YearMonth.from(date).toString()))
        .where(col("event_on").between(lit(Date.valueOf(first)), lit(Date.valueOf(date))));
  }

  private static RevenueDay day(Row row) {
    return new RevenueDay(
        Rows.date(row, "event_on"),
        Rows.whole(row, "orders"),
        orZero(Rows.decimal(row, "revenue")),
        orZero(Rows.decimal(row, "guest_revenue")),
        orZero(Rows.decimal(row, "margin")),
        Rows.whole(row, "margin_unknown"));
  }
}
