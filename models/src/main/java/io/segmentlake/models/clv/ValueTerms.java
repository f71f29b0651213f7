package io.segmentlake.models.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the two parts read of a customer: numbers of features.customer, and what the models of
 * orders and of their worth say of the time ahead, in the columns {@code btyd_*}. None grows with
 * the age of the shop alone, as customers get older than any that were learned from.
 */
final class ValueTerms {
  /** The vector of the terms. */
  static final String VECTOR = "value_terms";

  private static final String PREFIX = "value_term_";
  private static final Map<String, String> ALL = all();

  private ValueTerms() {}

  /** Adds each term as a column. */
  static SQLTransformer columns() {
    String terms =
        ALL.entrySet().stream()
            .map(
                term ->
                    "coalesce(double(%s), 0D) AS %s%s"
                        .formatted(term.getValue(), PREFIX, term.getKey()))
            .collect(Collectors.joining(", "));
    return new SQLTransformer().setStatement("SELECT *, " + terms + " FROM __THIS__");
  }

  /** Names of the columns that {@link #columns} adds. */
  static List<String> names() {
    return ALL.keySet().stream().map(name -> PREFIX + name).toList();
  }

  /**
   * Puts the terms that tell rows apart into the vector.
   *
   * @param rows with the columns of the terms
   */
  static VectorAssembler varying(Dataset<Row> rows) {
    List<String> names = names();
    List<Column> ranges = new ArrayList<>();
    names.forEach(name -> ranges.addAll(List.of(min(col(name)), max(col(name)))));
    Row range =
        rows.agg(ranges.get(0), ranges.subList(1, ranges.size()).toArray(Column[]::new)).head();
    List<String> varying = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (range.getDouble(2 * i) < range.getDouble(2 * i + 1)) {
        varying.add(names.get(i));
      }
    }
    return new VectorAssembler().setInputCols(varying.toArray(String[]::new)).setOutputCol(VECTOR);
  }

  /** The name of a term without what tells its column from others. */
  static String plain(String column) {
    return column.substring(PREFIX.length());
  }

  private static Map<String, String> all() {
    Map<String, String> terms = new LinkedHashMap<>();
    terms.put("log_expected_orders", "ln(btyd_expected_orders + 1e-6D)");
    terms.put(
        "odds_of_no_order",
        "ln(greatest(btyd_p_no_order, 1e-6D) / greatest(1 - btyd_p_no_order, 1e-6D))");
    terms.put("log_order_value", "ln(greatest(btyd_expected_value, .01D))");
    terms.put(
        "log_mean_spend", "ln(1 + greatest(double(revenue_lifetime) / nullif(order_days, 0), 0D))");
    terms.put("log_order_days", "ln(order_days)");
    terms.put("log_recency", "ln(1 + days_since_last_order)");
    terms.put("root_recency", "sqrt(double(days_since_last_order))");
    terms.put("share_of_tenure", "double(days_since_last_order) / (1 + days_since_first_order)");
    terms.put(
        "gaps_since_last_order",
        "if(order_days > 1, ln(1 + days_since_last_order / greatest(double(mean_gap_days), 1D)), 0)");
    for (String window : List.of("30d", "90d", "365d")) {
      terms.put("log_orders_" + window, log("orders_" + window));
      terms.put("log_revenue_" + window, log("revenue_" + window));
    }
    terms.put("log_revenue_lifetime", log("revenue_lifetime"));
    terms.put("log_refunds_lifetime", log("refunds_lifetime"));
    terms.put("log_categories", log("category_count_lifetime"));
    terms.put("is_business", "if(is_business, 1, 0)");
    // Null in a shop without visits or e-mails, so that they drop out.
    for (String act : List.of("visits_30d", "visits_90d", "cart_adds_30d", "email_clicks_90d")) {
      terms.put("log_" + act, log(act));
    }
    return terms;
  }

  private static String log(String column) {
    return "ln(1 + greatest(double(" + column + "), 0D))";
  }
}
