package io.segmentlake.jobs.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * Sums over features.customer.
 *
 * @param asOf the head date, which may be later than the page's
 * @param cells one for each combination of scores and group; scores 0 for persons without an order
 * @param recencyDays upper edges in days of the recency scores 5, 4, 3 and 2; empty where unknown
 * @param statistics what is typical of the shop's customers
 */
record CustomerData(
    LocalDate asOf,
    List<Cell> cells,
    List<Integer> recencyDays,
    List<Statistic> statistics,
    List<Cohort> cohorts) {

  CustomerData {
    cells = List.copyOf(cells);
    recencyDays = List.copyOf(recencyDays);
    statistics = List.copyOf(statistics);
    cohorts = List.copyOf(cohorts);
  }

  /**
   * Persons with the same scores.
   *
   * @param recency 1 to 5, 0 without an order
   * @param frequency 1 to 5, 0 without an order
   * @param group name of the RFM group, empty without an order
   * @param revenue all time, less refunds
   * @param revenue365 the last 365 days, less refunds
   */
  record Cell(
      int recency,
      int frequency,
      String group,
      long customers,
      BigDecimal revenue,
      BigDecimal revenue365) {}

  /** A row of features.shop about all customers. */
  record Statistic(String name, String statistic, BigDecimal value) {}

  /**
   * Persons by the month of their first order.
   *
   * @param month its first day
   * @param again30 persons who ordered again on another day within 30 days; likewise the others
   */
  record Cohort(
      LocalDate month, long customers, long again30, long again60, long again90, long again) {}

  long persons() {
    return cells.stream().mapToLong(Cell::customers).sum();
  }

  long buyers() {
    return cells.stream().filter(c -> c.recency() > 0).mapToLong(Cell::customers).sum();
  }

  BigDecimal sum(Function<Cell, BigDecimal> of) {
    return cells.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
