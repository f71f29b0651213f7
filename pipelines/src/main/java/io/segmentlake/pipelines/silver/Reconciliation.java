package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.bronze.BronzeTables;
import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * What became of the records of order files, counted in bronze and in silver separately, so that
 * the sum can fail.
 *
 * @param records in the valid files that order lines came from
 * @param ok loaded
 * @param quarantined kept aside with a reason
 * @param lines valid order lines
 * @param duplicates loaded records that another record says already
 * @param orders valid orders, cancellations and adjustments among them
 * @param customers different customers of the lines
 * @param guestLines lines without a customer
 * @param amount of all lines
 * @param soldLines lines of known customers sold for money: see {@link #isSold}
 */
public record Reconciliation(
    long records,
    long ok,
    long quarantined,
    long lines,
    long duplicates,
    long orders,
    long customers,
    long guestLines,
    BigDecimal amount,
    long soldLines,
    long soldOrders,
    long soldCustomers,
    BigDecimal soldAmount) {

  /** Counts a lakehouse; one pass over bronze.order_lines, one over silver.order_lines. */
  public static Reconciliation of(Lakehouse lakehouse) {
    org.apache.spark.sql.Dataset<Row> validFiles =
        lakehouse.read(BronzeTables.FILES).where(col("superseded_seq").isNull());
    org.apache.spark.sql.Dataset<Row> bronze =
        lakehouse
            .read(io.segmentlake.models.streams.Streams.named("order_lines").bronze())
            .join(validFiles.select("file_id"), "file_id");
    Row keys = bronze.agg(count(lit(1)), count_distinct(col("record_key"))).head();
    Row files =
        validFiles
            .join(bronze.select("file_id").distinct(), "file_id", "left_semi")
            .agg(
                coalesce(sum("records"), lit(0L)),
                coalesce(sum("ok"), lit(0L)),
                coalesce(sum("quarantined"), lit(0L)))
            .head();
    Column customer = col("customer_id");
    Column sold = isSold();
    Row lines =
        lakehouse
            .live(SilverTables.ORDER_LINES)
            .agg(
                count(lit(1)),
                count_distinct(customer),
                count(when(customer.isNull(), lit(1))),
                coalesce(sum("line_amount"), lit(0)).cast("decimal(28,4)"),
                count(when(sold, lit(1))),
                count_distinct(when(sold, col("order_id"))),
                count_distinct(when(sold, customer)),
                coalesce(sum(when(sold, col("line_amount"))), lit(0)).cast("decimal(28,4)"))
            .head();
    return new Reconciliation(
        files.getLong(0),
        files.getLong(1),
        files.getLong(2),
        lines.getLong(0),
        keys.getLong(0) - keys.getLong(1),
        lakehouse.live(SilverTables.ORDERS).count(),
        lines.getLong(1),
        lines.getLong(2),
        lines.getDecimal(3),
        lines.getLong(4),
        lines.getLong(5),
        lines.getLong(6),
        lines.getDecimal(7));
  }

  /** A known customer, no cancellation, quantity and price above 0. */
  private static Column isSold() {
    return col("is_sale").and(col("customer_id").isNotNull());
  }

  /** Every record is a valid line, a duplicate, or in quarantine. */
  public boolean balances() {
    return records == ok + quarantined && ok == lines + duplicates;
  }
}
