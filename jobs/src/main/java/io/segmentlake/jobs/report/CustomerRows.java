package io.segmentlake.jobs.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** The part of the page about customers. */
record CustomerRows(
    List<String> orders,
    List<HeatMap.HeatRow> heat,
    String heatNote,
    List<Groups.GroupRow> groups,
    boolean hasCohorts,
    List<CohortRow> cohorts,
    boolean hasFacts,
    List<Fact> facts) {

  /** Buyers whose first order was in one month. */
  record CohortRow(String month, String customers, List<Rate> rates) {}

  /**
   * Share who ordered again.
   *
   * @param strength 0 to 1, by which the colour grows
   */
  record Rate(String text, String strength) {}

  /** A named figure. */
  record Fact(String name, String value) {}

  static CustomerRows of(CustomerData customers, String currency) {
    List<Fact> facts = facts(customers, currency);
    return new CustomerRows(
        HeatMap.ORDERS,
        new HeatMap(customers, currency).rows(),
        "The lower edge of a cell has the colour of its named group. Revenue is of all time, less"
            + " refunds, in "
            + currency
            + ". "
            + Figures.count(customers.persons() - customers.buyers())
            + " persons without an order are not shown.",
        Groups.rows(customers),
        !customers.cohorts().isEmpty(),
        customers.cohorts().stream().map(c -> cohort(c, customers.asOf())).toList(),
        !facts.isEmpty(),
        facts);
  }

  private static CohortRow cohort(CustomerData.Cohort cohort, LocalDate asOf) {
    LocalDate last = cohort.month().plusMonths(1).minusDays(1);
    return new CohortRow(
        Figures.month(cohort.month()),
        Figures.count(cohort.customers()),
        List.of(
            rate(cohort.again30(), cohort.customers(), last.plusDays(30), asOf),
            rate(cohort.again60(), cohort.customers(), last.plusDays(60), asOf),
            rate(cohort.again90(), cohort.customers(), last.plusDays(90), asOf),
            rate(cohort.again(), cohort.customers(), last, LocalDate.MAX)));
  }

  /** A rate of which not everybody had the time says too little, and is not shown. */
  private static Rate rate(long again, long customers, LocalDate until, LocalDate asOf) {
    if (until.isAfter(asOf)) {
      return new Rate("…", "0");
    }
    double share = customers == 0 ? 0 : (double) again / customers;
    return new Rate(Figures.percent(again, customers), String.format(Locale.ROOT, "%.2f", share));
  }

  private static List<Fact> facts(CustomerData customers, String currency) {
    Map<String, BigDecimal> values = new LinkedHashMap<>();
    customers.statistics().forEach(s -> values.put(s.name() + " " + s.statistic(), s.value()));
    List<Fact> facts = new ArrayList<>();
    days(facts, "Days between two orders, median", values.get("gap_between_orders median"));
    days(facts, "Days between two orders, mean", values.get("gap_between_orders mean"));
    money(facts, "Order, median", values.get("order_value median"), currency);
    money(facts, "Order, mean", values.get("order_value mean"), currency);
    money(facts, "Spend in 365 days, median", values.get("spend_365d median"), currency);
    money(facts, "Spend in 365 days, mean", values.get("spend_365d mean"), currency);
    BigDecimal margin = values.get("margin_rate median");
    if (margin != null) {
      facts.add(new Fact("Margin rate, median", Figures.percent(margin)));
    }
    edges(facts, "Revenue of a buyer, quintiles", "spend_lifetime", values);
    edges(facts, "Days since the last order, quintiles", "recency_days", values);
    return facts;
  }

  private static void edges(
      List<Fact> facts, String name, String quantity, Map<String, BigDecimal> values) {
    List<String> edges =
        IntStream.rangeClosed(1, HeatMap.SCORES - 1)
            .mapToObj(edge -> values.get(quantity + " edge_" + edge))
            .filter(Objects::nonNull)
            .map(Figures::amount)
            .toList();
    if (!edges.isEmpty()) {
      facts.add(new Fact(name, String.join(" · ", edges)));
    }
  }

  private static void days(List<Fact> facts, String name, BigDecimal value) {
    if (value != null) {
      facts.add(new Fact(name, Figures.decimal(value)));
    }
  }

  private static void money(List<Fact> facts, String name, BigDecimal value, String currency) {
    if (value != null) {
      facts.add(new Fact(name, Figures.amount(value) + " " + currency));
    }
  }
}
