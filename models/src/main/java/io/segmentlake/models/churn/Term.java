package io.segmentlake.models.churn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One number that churn models read of a snapshot.
 *
 * @param name unique
 * @param feature column that people know it by; several terms can say different things of one
 *     feature, and their contributions are told as one
 * @param expression Spark SQL over a snapshot and its {@code btyd_} columns; null counts as 0
 */
record Term(String name, String feature, String expression) {
  /** Set before the columns of the model of orders. */
  static final String BTYD = "btyd_";

  /** Grows by a day each day. */
  static final String TENURE = "days_since_first_order";

  static final List<Term> ALL = all();
  private static final Map<String, Term> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Term::name, Function.identity()));

  static Term named(String name) {
    Term term = BY_NAME.get(name);
    if (term == null) {
      throw new IllegalArgumentException(
          "Cannot read a churn model: it needs a term that is not known (%s). Train it again with this version."
              .formatted(name));
    }
    return term;
  }

  private static List<Term> all() {
    List<Term> terms = new ArrayList<>();
    orders(terms);
    money(terms);
    activity(terms);
    String expected = BTYD + "expected_orders";
    terms.add(new Term("log_expected_orders", expected, "ln(" + expected + " + 1e-6)"));
    String none = "least(greatest(" + BTYD + "p_no_order, 1e-6D), 1 - 1e-6D)";
    terms.add(
        new Term("odds_of_no_order", BTYD + "p_no_order", "ln(%1$s / (1 - %1$s))".formatted(none)));
    return terms;
  }

  private static void orders(List<Term> terms) {
    String recency = "days_since_last_order";
    terms.add(log(recency));
    terms.add(new Term("root_" + recency, recency, "sqrt(cast(" + recency + " as double))"));
    terms.add(
        new Term("share_of_tenure", recency, "double(%s) / (1 + %s)".formatted(recency, TENURE)));
    terms.add(
        new Term(
            "gaps_since_last_order",
            recency,
            "if(order_days > 1, ln(1 + %s / greatest(double(mean_gap_days), 1D)), 0)"
                .formatted(recency)));
    terms.add(log(TENURE));
    terms.add(log("order_days"));
    terms.add(new Term("ordered_once", "order_days", "if(order_days = 1, 1, 0)"));
    terms.add(
        new Term(
            "order_rate",
            "mean_gap_days",
            "ln((order_days - 1 + 0.25D) / (%s + 30D))".formatted(TENURE)));
    terms.add(new Term("gap_spread", "gap_cv", "gap_cv"));
    for (String window : List.of("30d", "90d", "365d", "lifetime")) {
      terms.add(log("orders_" + window));
    }
  }

  private static void money(List<Term> terms) {
    for (String window : List.of("30d", "90d", "365d", "lifetime")) {
      terms.add(log("revenue_" + window));
    }
    terms.add(log("average_order_value"));
    terms.add(log("refunds_lifetime"));
    terms.add(log("category_count_lifetime"));
    terms.add(new Term("top_category_share", "top_category_share", "top_category_share"));
    terms.add(new Term("is_business", "is_business", "if(is_business, 1, 0)"));
  }

  /** What a shop without visits or e-mails has no rows of; such terms drop out in training. */
  private static void activity(List<Term> terms) {
    for (String metric : List.of("visits", "cart_adds", "email_opens", "email_clicks")) {
      for (String window : List.of("7d", "30d", "90d")) {
        terms.add(log(metric + "_" + window));
      }
    }
    terms.add(log("email_delivered_90d"));
    for (String act : List.of("visit", "cart", "open", "click")) {
      String days = "days_since_last_" + act;
      terms.add(log(days));
      terms.add(new Term("never_" + act, days, "if(" + days + " is null, 1, 0)"));
    }
  }

  private static Term log(String column) {
    return new Term("log_" + column, column, "ln(1 + greatest(double(" + column + "), 0D))");
  }
}
