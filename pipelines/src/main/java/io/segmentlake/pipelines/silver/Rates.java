package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What money of other currencies is worth in the shop's: the last rate told for the row's business
 * date or, as banks tell none on holidays, for one of the six days before it.
 *
 * @param home the shop's currency, ISO 4217
 */
record Rates(String home) {
  static final Table TABLE = SilverTables.of(Streams.named("rates"));

  private static final Table BRONZE = Streams.named("rates").bronze();
  private static final int DAYS = 7;
  private static final String TYPE = "decimal(18,8)";

  /**
   * Adds {@code rate}: 1 for the shop's own currency, null where no rate is known.
   *
   * @param rows columns {@code currency} and {@code event_on}
   */
  Dataset<Row> of(Lakehouse lakehouse, Dataset<Row> rows) {
    Column own = when(isHome(), lit(1).cast(TYPE));
    if (!lakehouse.exists(TABLE)) {
      return rows.withColumn("rate", own);
    }
    Column value = col("rate").divide(coalesce(col("units"), lit(1))).cast(TYPE);
    Dataset<Row> days =
        days(lakehouse.live(TABLE).where("rate > 0 and coalesce(units, 1) > 0"))
            .groupBy("rate_currency", "rate_on")
            .agg(max_by(value, col("rate_at")).as("day_rate"));
    return rows.join(broadcast(days), isOfItsDay(), "left")
        .withColumn("rate", coalesce(own, col("day_rate")))
        .drop("rate_currency", "rate_on", "day_rate");
  }

  /** An amount of the row's currency in the shop's; null where no rate is known. */
  static Column converted(Column amount) {
    return amount.cast("decimal(28,4)").multiply(col("rate")).cast("decimal(28,4)");
  }

  boolean mayChange(Arrivals arrivals) {
    return arrivals.lakehouse().exists(TABLE)
        && (arrivals.withdrawsFiles() || arrivals.brings(BRONZE));
  }

  /** Live rows of other currencies and of days for which the ingest run changed a rate. */
  Dataset<Row> touched(Arrivals arrivals, Dataset<Row> live) {
    if (!mayChange(arrivals)) {
      return live.limit(0);
    }
    Column isChanged =
        col("arrived_seq")
            .equalTo(arrivals.seq())
            .or(col("superseded_seq").equalTo(arrivals.seq()));
    Dataset<Row> changed =
        days(arrivals.lakehouse().read(TABLE).where(isChanged))
            .select("rate_currency", "rate_on")
            .distinct();
    Object[] months =
        changed.select(date_format(col("rate_on"), "yyyy-MM")).distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .toArray();
    return live.where(col("event_month").isin(months).and(not(isHome())))
        .join(broadcast(changed), isOfItsDay(), "left_semi");
  }

  /** Rates with {@code rate_currency} and each day {@code rate_on} for which they can hold. */
  private static Dataset<Row> days(Dataset<Row> rates) {
    return rates.select(
        code().as("rate_currency"),
        col("rate_at"),
        col("rate"),
        col("units"),
        explode(sequence(col("event_on"), date_add(col("event_on"), DAYS - 1))).as("rate_on"));
  }

  private static Column isOfItsDay() {
    return code().equalTo(col("rate_currency")).and(col("event_on").equalTo(col("rate_on")));
  }

  private Column isHome() {
    return coalesce(code(), lit(home)).equalTo(home);
  }

  private static Column code() {
    return upper(trim(col("currency")));
  }
}
