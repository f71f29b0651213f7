package io.segmentlake.models.features;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Locale;
import org.apache.spark.sql.Column;

/**
 * What is summed over a customer's days: each metric is a sum over rows of {@code
 * features.customer_day}.
 */
enum Metric {
  ORDERS(Of.EVENTS, "orders", "order"),
  REVENUE(Of.AMOUNT, "orders", "order", "cancellation", "refund"),
  KNOWN_MARGIN(Of.MARGIN, "orders", "order", "cancellation", "refund"),
  /** Orders and refunds whose margin nobody knows: where there is one, the margin is null. */
  MARGIN_UNKNOWN(Of.MARGIN_UNKNOWN, "orders", "order", "cancellation", "refund"),
  REFUNDS(Of.AMOUNT, "orders", "cancellation", "refund"),
  WEB_EVENTS(Of.EVENTS, "web_events"),
  CART_ADDS(Of.EVENTS, "web_events", "cart_add"),
  EMAIL_DELIVERED(Of.EVENTS, "email_events", "delivered"),
  EMAIL_OPENS(Of.EVENTS, "email_events", "open:human"),
  EMAIL_MASKED_OPENS(Of.EVENTS, "email_events", "open:masked"),
  EMAIL_CLICKS(Of.EVENTS, "email_events", "click:human");

  /** The column of the ledger that is summed. */
  private enum Of {
    EVENTS("bigint"),
    AMOUNT("decimal(28,4)"),
    MARGIN("decimal(28,4)"),
    MARGIN_UNKNOWN("bigint");

    private final String type;

    Of(String type) {
      this.type = type;
    }

    Column column() {
      return col(name().toLowerCase(Locale.ROOT));
    }
  }

  private final Of of;
  private final String stream;
  private final Object[] types;

  Metric(Of of, String stream, String... types) {
    this.of = of;
    this.stream = stream;
    this.types = types;
  }

  /** Name of the day's column, for example {@code cart_adds}. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  String type() {
    return of.type;
  }

  /** The metric's sum over those ledger rows for which a condition holds; 0 for none. */
  Column sumWhere(Column condition) {
    Column mine = col("stream").equalTo(stream);
    Column rows = types.length == 0 ? mine : mine.and(col("type").isin(types));
    return coalesce(sum(when(rows.and(condition), of.column())), lit(0)).cast(of.type);
  }
}
