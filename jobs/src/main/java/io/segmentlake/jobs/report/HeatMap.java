package io.segmentlake.jobs.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Buyers by recency and frequency score. */
final class HeatMap {
  static final int SCORES = 5;

  /** The fixed edges of the frequency score. */
  static final List<String> ORDERS = List.of("1 order", "2", "3–4", "5–9", "10+");

  /** From this share of the fullest cell on, its colour is dark enough for white text. */
  private static final double STRONG = 0.55;

  private final CustomerData customers;
  private final String currency;
  private final BigDecimal mostCustomers;
  private final BigDecimal mostRevenue;

  HeatMap(CustomerData customers, String currency) {
    this.customers = customers;
    this.currency = currency;
    this.mostCustomers = most(false);
    this.mostRevenue = most(true);
  }

  /** One recency score, from the most recent. */
  record HeatRow(int score, String days, List<HeatCell> cells) {}

  /**
   * One recency and frequency score.
   *
   * @param tone class of the named group, bare for nobody
   * @param look classes for the text on strong colours
   * @param customersShare 0 to 1, by which the colour grows
   */
  record HeatCell(
      String tone,
      String look,
      String customersShare,
      String revenueShare,
      String about,
      String customers,
      String revenue) {}

  List<HeatRow> rows() {
    List<HeatRow> rows = new ArrayList<>();
    for (int recency = SCORES; recency >= 1; recency--) {
      List<HeatCell> cells = new ArrayList<>();
      for (int frequency = 1; frequency <= SCORES; frequency++) {
        cells.add(cell(recency, frequency));
      }
      rows.add(new HeatRow(recency, days(recency), cells));
    }
    return rows;
  }

  private HeatCell cell(int recency, int frequency) {
    List<CustomerData.Cell> cells =
        customers.cells().stream()
            .filter(c -> c.recency() == recency && c.frequency() == frequency)
            .toList();
    if (cells.isEmpty()) {
      return new HeatCell("bare", "", "0", "0", "Nobody", "·", "");
    }
    long persons = cells.stream().mapToLong(CustomerData.Cell::customers).sum();
    BigDecimal revenue = sum(cells);
    double customersShare = strength(BigDecimal.valueOf(persons), mostCustomers);
    double revenueShare = strength(revenue, mostRevenue);
    String group = cells.get(0).group();
    return new HeatCell(
        Groups.tone(group),
        (customersShare > STRONG ? "strong-c " : "") + (revenueShare > STRONG ? "strong-r" : ""),
        decimal(customersShare),
        decimal(revenueShare),
        Groups.title(group)
            + ": "
            + Figures.count(persons)
            + " customers, "
            + Figures.amount(revenue)
            + " "
            + currency,
        Figures.count(persons),
        Figures.brief(revenue));
  }

  /** For example {@code ≤ 12 days}; empty where the edges are not known. */
  private String days(int recency) {
    List<Integer> edges = customers.recencyDays();
    if (edges.size() < SCORES - 1) {
      return "";
    }
    int index = SCORES - recency;
    if (index == 0) {
      return "≤ " + edges.get(0) + " days";
    }
    return index == SCORES - 1
        ? "> " + edges.get(index - 1) + " days"
        : edges.get(index - 1) + 1 + "–" + edges.get(index) + " days";
  }

  private BigDecimal most(boolean isRevenue) {
    BigDecimal most = BigDecimal.ONE;
    for (int recency = 1; recency <= SCORES; recency++) {
      for (int frequency = 1; frequency <= SCORES; frequency++) {
        int r = recency;
        int f = frequency;
        List<CustomerData.Cell> cells =
            customers.cells().stream().filter(c -> c.recency() == r && c.frequency() == f).toList();
        BigDecimal value =
            isRevenue
                ? sum(cells)
                : BigDecimal.valueOf(cells.stream().mapToLong(CustomerData.Cell::customers).sum());
        most = most.max(value);
      }
    }
    return most;
  }

  private static BigDecimal sum(List<CustomerData.Cell> cells) {
    return cells.stream().map(CustomerData.Cell::revenue).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The root, since the fullest cell would leave all others pale. */
  private static double strength(BigDecimal value, BigDecimal most) {
    return Math.sqrt(Math.max(0, value.doubleValue() / most.doubleValue()));
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
