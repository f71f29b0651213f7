package io.segmentlake.pipelines.silver;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What silver adds to the records of one stream, and which stored rows must be derived again though
 * nobody resent them.
 */
interface Derivation {

  /**
   * Adds the derived columns of the stream's silver table.
   *
   * @param arrivals the ingest run that is applied
   * @param rows bronze columns and {@code event_on}
   */
  Dataset<Row> derive(Arrivals arrivals, Dataset<Row> rows);

  /** Live silver rows whose derived columns the ingest run changes from outside the stream. */
  default Dataset<Row> alsoTouched(Arrivals arrivals, Dataset<Row> live) {
    return live.limit(0);
  }

  /** Whether {@link #alsoTouched} can have rows at all. */
  default boolean followsOthers(Arrivals arrivals) {
    return false;
  }

  /** Whether {@link #derive} looks at the rows before it derives. */
  default boolean looksAhead() {
    return false;
  }

  /**
   * The derivation of a stream; most streams have nothing to derive.
   *
   * @param currency of the shop
   */
  static Derivation of(String stream, String currency) {
    Rates rates = new Rates(currency);
    return switch (stream) {
      case "orders" -> new OrderAmounts(rates);
      case "order_lines" -> new LineAmounts(rates);
      case "refunds" ->
          new ConvertedAmounts(
              rates, Map.of("refund_amount", "amount", "refund_cost", "cost_amount"));
      case "costs" -> new ConvertedAmounts(rates, Map.of("spent_amount", "amount"));
      case "email_events" -> new Reactions();
      default -> (arrivals, rows) -> rows;
    };
  }
}
