package io.segmentlake.jobs.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The table of all segments, the largest first. */
final class SegmentRows {
  private static final int WEEK = 7;

  private final ReportData data;

  SegmentRows(ReportData data) {
    this.data = data;
  }

  /**
   * One segment, as text; the fields that end in Value are what the page sorts by, empty for
   * unknown.
   *
   * @param words what a search looks through
   */
  record SegmentRow(
      String id,
      String title,
      String purpose,
      String owner,
      String words,
      long members,
      String size,
      String shareValue,
      String share,
      long enteredValue,
      String entered,
      long leftValue,
      String left,
      String changeValue,
      String change,
      String changeSince,
      String line,
      String area,
      String revenueValue,
      String revenue,
      String perPersonValue,
      String perPerson,
      String rule,
      String goals,
      String offer,
      String channels,
      String priority,
      String counted,
      String worth) {}

  List<SegmentRow> rows() {
    return data.segments().stream()
        .filter(s -> s.size().isPresent())
        .sorted(
            Comparator.comparing((SegmentData s) -> -s.size().get().members())
                .thenComparing(SegmentData::id))
        .map(this::row)
        .toList();
  }

  /** Segments of the history that were not evaluated on the page's date. */
  List<String> gone() {
    return data.segments().stream()
        .filter(s -> s.size().isEmpty())
        .map(s -> s.title() + " was evaluated earlier, but not for this day.")
        .toList();
  }

  private SegmentRow row(SegmentData segment) {
    SegmentData.Size size = segment.size().orElseThrow();
    LocalDate since = since(segment);
    Long change = since == null ? null : size.members() - at(segment, since).members();
    Sparkline trend =
        Sparkline.of(segment.history().stream().map(z -> z == null ? null : z.members()).toList());
    BigDecimal perPerson = perPerson(size);
    return new SegmentRow(
        segment.id(),
        segment.title(),
        orDash(segment.purpose()),
        orDash(segment.owner()),
        String.join(" ", segment.id(), segment.title(), segment.purpose(), segment.owner()),
        size.members(),
        Figures.count(size.members()),
        value(size.share()),
        Figures.percent(size.share()),
        size.entered(),
        size.entered() == 0 ? "0" : "+" + Figures.count(size.entered()),
        size.left(),
        size.left() == 0 ? "0" : "−" + Figures.count(size.left()),
        change == null ? "" : change.toString(),
        change == null ? Figures.UNKNOWN : Figures.signed(change),
        since == null ? "" : "since " + Figures.day(since),
        trend.line(),
        trend.area(),
        value(size.revenue()),
        Figures.amount(size.revenue()),
        value(perPerson),
        Figures.amount(perPerson),
        orDash(segment.definition().map(SegmentData.Definition::rule).orElse("")),
        orDash(joined(segment.definition().map(SegmentData.Definition::goals).orElse(List.of()))),
        orDash(segment.definition().map(SegmentData.Definition::offer).orElse("")),
        orDash(
            joined(segment.definition().map(SegmentData.Definition::channels).orElse(List.of()))),
        segment.definition().map(d -> "priority " + d.priority()).orElse(Figures.UNKNOWN),
        counted(segment),
        worth(size));
  }

  /** A week before, or the first date with an evaluation where the history is shorter. */
  private LocalDate since(SegmentData segment) {
    LocalDate date = data.date();
    return Stream.concat(Stream.of(date.minusDays(WEEK)), data.dates().stream())
        .filter(on -> on.isBefore(date) && !on.isBefore(date.minusDays(WEEK)))
        .filter(on -> Objects.nonNull(at(segment, on)))
        .findFirst()
        .orElse(null);
  }

  private SegmentData.Size at(SegmentData segment, LocalDate on) {
    int index = data.dates().indexOf(on);
    return index < 0 ? null : segment.history().get(index);
  }

  private static BigDecimal perPerson(SegmentData.Size size) {
    return size.revenue() == null || size.members() == 0
        ? null
        : size.revenue().divide(BigDecimal.valueOf(size.members()), 2, RoundingMode.HALF_UP);
  }

  private static String counted(SegmentData segment) {
    String version = "version " + segment.version();
    return segment
        .evaluation()
        .map(
            e ->
                Figures.count(e.base())
                    + " persons asked, of "
                    + Figures.count(e.unknown())
                    + " a fact is missing; "
                    + version)
        .orElse(version);
  }

  private String worth(SegmentData.Size size) {
    String currency = " " + data.heading().currency();
    return "revenue "
        + Figures.amount(size.revenue())
        + currency
        + ", margin where known "
        + Figures.amount(size.margin())
        + currency
        + ", an order "
        + Figures.amount(size.orderValue())
        + currency;
  }

  private static String joined(List<String> texts) {
    return String.join(", ", texts);
  }

  private static String value(BigDecimal number) {
    return number == null ? "" : number.toPlainString();
  }

  private static String orDash(String text) {
    return text.isBlank() ? Figures.UNKNOWN : text;
  }
}
