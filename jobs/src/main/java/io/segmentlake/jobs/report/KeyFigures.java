package io.segmentlake.jobs.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The tiles at the top of the page. */
final class KeyFigures {
  /** Segments with a tile of their own, where they are evaluated. */
  private static final List<String> HEADLINE_SEGMENTS =
      List.of("active_12m", "newsletter_audience");

  private static final int WEEK = 7;

  private final ReportData data;
  private final Revenue revenue;

  KeyFigures(ReportData data) {
    this.data = data;
    this.revenue = new Revenue(data);
  }

  /**
   * One figure.
   *
   * @param change null where there is nothing to compare with
   */
  record Tile(String label, String value, String unit, Line change, String hint) {}

  List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    data.customers().ifPresent(customers -> tiles.add(persons(customers)));
    HEADLINE_SEGMENTS.forEach(id -> segment(id).ifPresent(s -> tiles.add(audience(s))));
    if (!revenue.isEmpty()) {
      tiles.addAll(List.of(revenue(30), margin(30), order(30), revenue(365), margin(365)));
    }
    data.moved()
        .ifPresent(
            moved -> {
              tiles.add(moved("Entered today", moved.entered(), "entered at least one segment"));
              tiles.add(moved("Left today", moved.left(), "left at least one segment"));
            });
    return tiles;
  }

  private static Tile persons(CustomerData customers) {
    return new Tile(
        "Persons",
        Figures.count(customers.persons()),
        "",
        null,
        Figures.percent(customers.buyers(), customers.persons()) + " have bought");
  }

  private Tile audience(SegmentData segment) {
    SegmentData.Size size = segment.size().orElseThrow();
    return new Tile(
        segment.title(),
        Figures.count(size.members()),
        "",
        weekChange(segment, size.members()),
        Figures.percent(size.share()) + " of all persons");
  }

  private Line weekChange(SegmentData segment, long members) {
    LocalDate then = data.date().minusDays(WEEK);
    int index = data.dates().indexOf(then);
    if (index < 0 || segment.history().get(index) == null) {
      return null;
    }
    long change = members - segment.history().get(index).members();
    return new Line(tone(change), Figures.signed(change) + " in a week");
  }

  private Tile revenue(int length) {
    Revenue.Span span = revenue.last(length);
    BigDecimal guests = Figures.share(span.guestAmount(), span.amount());
    String hint = Figures.count(span.orders()) + " orders";
    if (guests != null && guests.signum() != 0) {
      hint += ", " + Figures.percent(guests) + " by guests";
    }
    Line change =
        revenue
            .before(length)
            .map(before -> change(span.amount(), before.amount(), length))
            .orElse(null);
    return new Tile(
        "Revenue, " + length + " days", Figures.amount(span.amount()), currency(), change, hint);
  }

  private static Line change(BigDecimal now, BigDecimal before, int length) {
    BigDecimal change = Figures.share(now.subtract(before), before);
    if (change == null) {
      return null;
    }
    String sign = change.signum() > 0 ? "+" : "";
    return new Line(
        tone(change.signum()),
        sign + Figures.percent(change) + " on the " + length + " days before");
  }

  private Tile margin(int length) {
    Revenue.Span span = revenue.last(length);
    String hint =
        span.marginUnknown() == 0
            ? Figures.percent(Figures.share(span.margin(), span.amount())) + " of revenue"
            : "a cost is missing in " + Figures.count(span.marginUnknown()) + " orders";
    return new Tile(
        "Margin, " + length + " days", Figures.amount(span.margin()), currency(), null, hint);
  }

  /** What an order was worth, refunds taken off. */
  private Tile order(int length) {
    Revenue.Span span = revenue.last(length);
    BigDecimal value = perOrder(span);
    Line change =
        revenue
            .before(length)
            .map(KeyFigures::perOrder)
            .filter(before -> value != null && before.signum() > 0)
            .map(before -> change(value, before, length))
            .orElse(null);
    return new Tile(
        "Per order, " + length + " days", Figures.amount(value), currency(), change, "");
  }

  private static BigDecimal perOrder(Revenue.Span span) {
    return span.orders() == 0
        ? null
        : span.amount().divide(BigDecimal.valueOf(span.orders()), 2, RoundingMode.HALF_UP);
  }

  private static Tile moved(String label, long persons, String hint) {
    return new Tile(label, Figures.count(persons), "persons", null, hint);
  }

  private Optional<SegmentData> segment(String id) {
    return data.segments().stream()
        .filter(s -> Objects.equals(s.id(), id) && s.size().isPresent())
        .findFirst();
  }

  private String currency() {
    return data.heading().currency();
  }

  private static String tone(long change) {
    return change > 0 ? "up" : change < 0 ? "down" : "flat";
  }
}
