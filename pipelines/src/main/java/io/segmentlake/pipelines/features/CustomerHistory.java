package io.segmentlake.pipelines.features;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;

import io.segmentlake.models.features.CustomerCategories;
import io.segmentlake.models.features.CustomerDays;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.silver.SilverPersons;
import io.segmentlake.pipelines.silver.SilverTables;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What features are made of, as known after an ingest run: all of it by person rather than by
 * customer.
 *
 * @param lakehouse silver and the ledger
 * @param zone in which the shop's business dates are told
 * @param seq later runs are not seen
 */
public record CustomerHistory(Lakehouse lakehouse, ZoneId zone, long seq) {
  private static final long BYTES_PER_LEDGER_ROW = 17;

  /** About how many rows features.customer_day has, by the bytes of its files. */
  public long ledgerRows() {
    long bytes = lakehouse.liveFiles(CustomerDay.TABLE).values().stream().mapToLong(b -> b).sum();
    return bytes / BYTES_PER_LEDGER_ROW;
  }

  /** features.customer_day by person. */
  Dataset<Row> ledger() {
    return CustomerDays.ofPersons(ledgerOfCustomers(), persons());
  }

  Dataset<Row> ledgerOfCustomers() {
    return lakehouse.read(CustomerDay.TABLE).where(col("arrived_seq").leq(seq));
  }

  /** customer_id, person_id of customers that another represents. */
  public Dataset<Row> persons() {
    return SilverPersons.asOf(lakehouse, seq);
  }

  /**
   * Valid rows of a silver table as of the run, with the person as customer_id where it has one.
   */
  public Dataset<Row> valid(Table table) {
    Column valid =
        col("arrived_seq")
            .leq(seq)
            .and(col("superseded_seq").isNull().or(col("superseded_seq").gt(seq)));
    Dataset<Row> rows = lakehouse.read(table).where(valid);
    boolean isOfCustomers = List.of(rows.columns()).contains("customer_id");
    return isOfCustomers ? CustomerDays.ofPersons(rows, persons()) : rows;
  }

  /**
   * One row per person: registered_on, confirmed_on and profile, as its representative declared
   * them.
   */
  Dataset<Row> profiles() {
    Dataset<Row> own =
        lakehouse
            .read(SilverTables.CUSTOMERS)
            .where(col("arrived_seq").leq(seq))
            .where(col("superseded_seq").isNull().or(col("superseded_seq").gt(seq)))
            .join(persons().select("customer_id"), "customer_id", "left_anti");
    return own.select(
        col("customer_id"),
        localDate("registered_at").as("registered_on"),
        localDate("confirmed_at").as("confirmed_on"),
        col("country"),
        col("region"),
        col("language"),
        col("gender"),
        col("age_band"),
        coalesce(col("is_business"), lit(false)).as("is_business"),
        col("acquisition_source"),
        col("acquisition_medium"));
  }

  Dataset<Row> categories(Dataset<Row> dates) {
    Dataset<Row> lines =
        valid(SilverTables.ORDER_LINES).where(col("is_sale").and(col("customer_id").isNotNull()));
    Dataset<Row> products = valid(SilverTables.PRODUCTS).select("product_id", "category");
    return CustomerCategories.of(lines, products, dates);
  }

  private Column localDate(String instant) {
    return to_date(from_utc_timestamp(col(instant), zone.getId()));
  }
}
