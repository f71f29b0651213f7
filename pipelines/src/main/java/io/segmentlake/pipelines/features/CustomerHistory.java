package io.segmentlake.pipelines.features;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_utc_timestamp;

import io.segmentlake.models.features.CustomerCategories;
import io.segmentlake.models.features.CustomerDays;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.silver.SilverPersons;
import io.segmentlake.pipelines.silver.SilverTables;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What features are made of, as known after an ingest run: all of it by person rather than by
 * customer.
 *
 * @param lakehouse silver and the ledger
 * @param zone in which the shop's business dates are told
 * @param seq later runs are not seen
 * @param knownOn what sources claim to have known later is not seen; empty for no such claim
 */
public record CustomerHistory(
    Lakehouse lakehouse, ZoneId zone, long seq, Optional<LocalDate> knownOn) {

  /** All that had arrived by an ingest run. */
  public CustomerHistory(Lakehouse lakehouse, ZoneId zone, long seq) {
    this(lakehouse, zone, seq, Optional.empty());
  }

  /** Of that, only what sources claim to have known by the end of a business date. */
  public CustomerHistory asKnownOn(LocalDate date) {
    return new CustomerHistory(lakehouse, zone, seq, Optional.of(date));
  }

  private static final long BYTES_PER_LEDGER_ROW = 17;

  /** About how many rows features.customer_day has, by the bytes of its files. */
  public long ledgerRows() {
    long bytes = lakehouse.liveFiles(CustomerDay.TABLE).values().stream().mapToLong(b -> b).sum();
    return bytes / BYTES_PER_LEDGER_ROW;
  }

  /** features.customer_day by person. */
  public Dataset<Row> ledger() {
    return CustomerDays.ofPersons(ledgerOfCustomers(), persons());
  }

  Dataset<Row> ledgerOfCustomers() {
    Dataset<Row> arrived = arrived(CustomerDay.TABLE);
    return knownOn
        .map(date -> arrived.where(col("known_on").leq(lit(Date.valueOf(date)))))
        .orElse(arrived);
  }

  /** customer_id, person_id of customers that another represents. */
  public Dataset<Row> persons() {
    return SilverPersons.asOf(lakehouse, seq);
  }

  /**
   * Valid rows of a silver table as of the run, with the person as customer_id where it has one.
   */
  public Dataset<Row> valid(Table table) {
    Dataset<Row> rows = validOfCustomers(table);
    boolean isOfCustomers = List.of(rows.columns()).contains("customer_id");
    return isOfCustomers ? CustomerDays.ofPersons(rows, persons()) : rows;
  }

  private Dataset<Row> validOfCustomers(Table table) {
    Dataset<Row> arrived = arrived(table);
    return knownOn
        .map(date -> latestKnown(arrived, lit(Date.valueOf(date))))
        .orElseGet(
            () -> arrived.where(col("superseded_seq").isNull().or(col("superseded_seq").gt(seq))));
  }

  /** The rows of a silver table that were valid by what was known on each of some dates. */
  private Dataset<Row> asKnown(Table table, Dataset<Row> dates) {
    return latestKnown(arrived(table).crossJoin(broadcast(dates)), col("as_of"));
  }

  private Dataset<Row> arrived(Table table) {
    return lakehouse.read(table).where(col("arrived_seq").leq(seq));
  }

  /**
   * Each record as it was known last by the end of a date. That it was replaced since must not
   * show: that a profile changed later is something only the future knows.
   */
  private Dataset<Row> latestKnown(Dataset<Row> arrived, Column date) {
    Column end = to_utc_timestamp(date_add(date, 1), zone.getId());
    Column order = struct(col("known_at"), col("arrived_seq"));
    return arrived
        .where(col("known_at").lt(end))
        .withColumn("latest", max(order).over(Window.partitionBy(col("record_key"), date)))
        .where(order.equalTo(col("latest")))
        .drop("latest");
  }

  /**
   * One row per date and person: registered_on, confirmed_on and profile, as its representative
   * declared them.
   *
   * @param dates one column {@code as_of}
   */
  Dataset<Row> profiles(Dataset<Row> dates) {
    return profilesOf(validOfCustomers(SilverTables.CUSTOMERS).crossJoin(broadcast(dates)));
  }

  /** The same, of each date as it was known then. */
  Dataset<Row> profilesAsKnown(Dataset<Row> dates) {
    return profilesOf(asKnown(SilverTables.CUSTOMERS, dates));
  }

  private Dataset<Row> profilesOf(Dataset<Row> customers) {
    Dataset<Row> own = customers.join(persons().select("customer_id"), "customer_id", "left_anti");
    return own.select(
        col("as_of"),
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
    Dataset<Row> lines = valid(SilverTables.ORDER_LINES).where(isSold());
    Dataset<Row> products = valid(SilverTables.PRODUCTS).select("product_id", "category");
    return CustomerCategories.of(lines, products, dates);
  }

  Dataset<Row> categoriesAsKnown(Dataset<Row> dates) {
    Dataset<Row> lines = asKnown(SilverTables.ORDER_LINES, dates).where(isSold());
    Dataset<Row> products =
        asKnown(SilverTables.PRODUCTS, dates).select("as_of", "product_id", "category");
    return CustomerCategories.asKnown(CustomerDays.ofPersons(lines, persons()), products);
  }

  /** Of order lines those sold to somebody known. */
  static Column isSold() {
    return col("is_sale").and(col("customer_id").isNotNull());
  }

  private Column localDate(String instant) {
    return to_date(from_utc_timestamp(col(instant), zone.getId()));
  }
}
