package io.segmentlake.models.propensity;

import static io.segmentlake.models.propensity.Terms.log;
import static org.apache.spark.sql.functions.col;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Numbers that tell whether a person orders at all. */
final class PersonTerms {
  /** Set before the columns of the model of orders. */
  static final String BTYD = "btyd_";

  private static final List<String> COUNTS =
      List.of(
          "orders_30d",
          "orders_90d",
          "orders_365d",
          "visits_7d",
          "visits_30d",
          "cart_adds_7d",
          "cart_adds_30d",
          "email_clicks_30d",
          "email_clicks_90d",
          "email_opens_90d");

  /** Columns of features.customer that are read besides, and those of the model of orders. */
  private static final List<String> OTHERS =
      List.of(
          "as_of",
          "customer_id",
          "order_days",
          "days_since_last_order",
          "days_since_first_order",
          "mean_gap_days",
          "days_since_last_visit",
          BTYD + "expected_orders",
          BTYD + "p_no_order");

  private PersonTerms() {}

  /** Of rows of features.customer with the model of orders what models read. */
  static Dataset<Row> needed(Dataset<Row> rows) {
    return rows.select(
        Stream.concat(OTHERS.stream(), COUNTS.stream())
            .map(name -> col(name))
            .toArray(Column[]::new));
  }

  static Map<String, String> numbers() {
    Map<String, String> numbers = new LinkedHashMap<>();
    String none = "least(greatest(" + BTYD + "p_no_order, 1e-6D), 1 - 1e-6D)";
    numbers.put("term_expected_orders", "ln(" + BTYD + "expected_orders + 1e-6D)");
    numbers.put("term_odds_of_order", "ln((1 - %1$s) / %1$s)".formatted(none));
    numbers.put("term_recency", log("days_since_last_order"));
    numbers.put(
        "term_gaps_since",
        "if(order_days > 1, ln(1 + days_since_last_order / greatest(double(mean_gap_days), 1D)),"
            + " 0)");
    numbers.put("term_once", "if(order_days = 1, 1, 0)");
    numbers.put("term_tenure", log("days_since_first_order"));
    COUNTS.forEach(column -> numbers.put("term_" + column, log(column)));
    numbers.put("term_last_visit", log("days_since_last_visit"));
    numbers.put("term_never_visited", "if(days_since_last_visit is null, 1, 0)");
    return numbers;
  }
}
