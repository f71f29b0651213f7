package io.segmentlake.jobs.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The named groups of buyers, with what part of buyers and revenue each is. */
final class Groups {
  private static final Map<String, String> MEANINGS = meanings();

  private Groups() {}

  /** Shares are percentages, which are also widths in CSS. */
  record GroupRow(
      String tone,
      String name,
      String meaning,
      String customers,
      String customersShare,
      String revenue,
      String revenueShare) {}

  static List<GroupRow> rows(CustomerData customers) {
    BigDecimal revenue = customers.sum(CustomerData.Cell::revenue365);
    List<GroupRow> rows = new ArrayList<>();
    for (String group : MEANINGS.keySet()) {
      List<CustomerData.Cell> cells =
          customers.cells().stream().filter(c -> c.group().equals(group)).toList();
      long persons = cells.stream().mapToLong(CustomerData.Cell::customers).sum();
      BigDecimal worth =
          cells.stream()
              .map(CustomerData.Cell::revenue365)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      rows.add(
          new GroupRow(
              tone(group),
              title(group),
              MEANINGS.get(group),
              Figures.count(persons),
              Figures.percent(persons, customers.buyers()),
              Figures.amount(worth),
              Figures.percent(Figures.share(worth, revenue))));
    }
    return rows;
  }

  /** The class that gives a group its colour. */
  static String tone(String group) {
    int index = List.copyOf(MEANINGS.keySet()).indexOf(group);
    return index < 0 ? "" : "g" + (index + 1);
  }

  static String title(String group) {
    return group.isEmpty() ? "No group" : Titles.of(group);
  }

  private static Map<String, String> meanings() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("champions", "buy often, and did so lately");
    all.put("loyal", "buy again and again");
    all.put("recent", "bought lately, few orders so far");
    all.put("needs_attention", "few orders, some time ago");
    all.put("at_risk", "bought often, silent for long");
    all.put("inactive", "few orders, long ago");
    return all;
  }
}
