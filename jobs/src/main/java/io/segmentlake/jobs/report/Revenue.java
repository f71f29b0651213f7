package io.segmentlake.jobs.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Sums of the shop's days. */
final class Revenue {
  private final List<RevenueDay> days;
  private final LocalDate date;

  Revenue(ReportData data) {
    this.days = data.days();
    this.date = data.date();
  }

  /**
   * Sums over a span of business days.
   *
   * @param guestAmount the part of the revenue that belongs to no known customer
   * @param marginUnknown orders and refunds without a known cost
   */
  record Span(
      long orders,
      BigDecimal amount,
      BigDecimal guestAmount,
      BigDecimal margin,
      long marginUnknown) {

    private static final Span NONE =
        new Span(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);

    private Span plus(RevenueDay day) {
      return new Span(
          orders + day.orders(),
          amount.add(day.revenue()),
          guestAmount.add(day.guestRevenue()),
          margin.add(day.margin()),
          marginUnknown + day.marginUnknown());
    }
  }

  boolean isEmpty() {
    return days.isEmpty();
  }

  /** The last so many days, the page's date included. */
  Span last(int length) {
    return span(date, length);
  }

  /** As many days before those; empty where the shop's data begin later. */
  Optional<Span> before(int length) {
    LocalDate end = date.minusDays(length);
    boolean isCovered = !isEmpty() && !days.get(0).on().isAfter(end.minusDays(length - 1L));
    return isCovered ? Optional.of(span(end, length)) : Optional.empty();
  }

  private Span span(LocalDate end, int length) {
    LocalDate start = end.minusDays(length - 1L);
    return days.stream()
        .filter(day -> !day.on().isBefore(start) && !day.on().isAfter(end))
        .reduce(Span.NONE, Span::plus, (a, b) -> a);
  }
}
