package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.upper;

import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * Valid records that do not count yet, since nobody told what their currency was worth.
 *
 * @param stream that they belong to
 * @param currency ISO 4217
 * @param records how many
 * @param from first business date
 * @param to last business date
 */
public record WaitingForRates(
    String stream, String currency, long records, LocalDate from, LocalDate to) {

  /** The streams with money, and their column that is null without a rate. */
  private static final Map<String, String> AMOUNTS = new LinkedHashMap<>();

  static {
    AMOUNTS.put("orders", "gross_amount");
    AMOUNTS.put("order_lines", "line_amount");
    AMOUNTS.put("refunds", "refund_amount");
    AMOUNTS.put("costs", "spent_amount");
  }

  /** By stream and currency. Files without such rows are not opened, by their statistics. */
  public static List<WaitingForRates> in(Lakehouse lakehouse) {
    List<WaitingForRates> waiting = new ArrayList<>();
    AMOUNTS.forEach(
        (stream, amount) -> {
          Table table = SilverTables.of(Streams.named(stream));
          if (lakehouse.mayHaveNulls(table, amount)) {
            lakehouse
                .live(table)
                .where(col(amount).isNull())
                .groupBy(upper(trim(col("currency"))).as("code"))
                .agg(count(lit(1)), min("event_on"), max("event_on"))
                .orderBy("code")
                .collectAsList()
                .forEach(row -> waiting.add(of(stream, row)));
          }
        });
    return waiting;
  }

  private static WaitingForRates of(String stream, Row row) {
    return new WaitingForRates(
        stream,
        row.getString(0),
        row.getLong(1),
        row.getDate(2).toLocalDate(),
        row.getDate(3).toLocalDate());
  }

  /** For example {@code 12 of orders in EUR from 2025-03-07 to 2025-03-09}. */
  @Override
  public String toString() {
    return "%,d of %s in %s from %s to %s".formatted(records, stream, currency, from, to);
  }
}
