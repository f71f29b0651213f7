package io.segmentlake.jobs.segments;

import io.segmentlake.pipelines.segments.EvaluatedSegments.Evaluation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * What {@code segments show} prints of one segment at a date.
 *
 * @param definition row of segments.definitions
 * @param size row of segments.sizes
 * @param everybody all who were evaluated
 * @param trend members by date evaluated
 * @param thresholds as evaluated, by what they are; null values where nobody had one
 * @param reasons change, reason, persons; the most frequent first
 * @param overlaps segment_id, persons in both; the largest first
 * @param members ids of some, in the form of files and reports
 */
public record SegmentPage(
    String id,
    LocalDate date,
    Row definition,
    Evaluation evaluation,
    Row size,
    Worth everybody,
    String currency,
    TreeMap<LocalDate, Long> trend,
    Map<String, BigDecimal> thresholds,
    List<Row> reasons,
    List<Row> overlaps,
    List<String> members) {

  private static final int REASONS = 5;

  /**
   * What some customers bring.
   *
   * @param revenue in 365 days
   * @param orderValue mean; null without orders
   */
  record Worth(BigDecimal revenue, BigDecimal orderValue) {}

  @Override
  public String toString() {
    LabelledLines text = new LabelledLines();
    text.heading(id + " v" + evaluation.version() + " as of " + date);
    describe(text, definition);
    measure(text);
    thresholds.forEach(
        (what, value) ->
            text.line("threshold", what + " = " + (value == null ? "unknown" : plain(value))));
    reasons(text, "entered", "why they entered");
    reasons(text, "left", "why they left");
    for (Row overlap : overlaps) {
      long both = overlap.getLong(1);
      text.line(
          "also in",
          overlap.getString(0) + ", " + number(both) + " (" + percent(both, memberCount()) + ")");
    }
    members.forEach(m -> text.line("for example", "segmentlake explain " + m + " " + id));
    return text.toString();
  }

  /** What people need to know of a version, by its row in segments.definitions. */
  static void describe(LabelledLines text, Row definition) {
    text.line("purpose", definition.getAs("purpose"));
    definition
        .<Row>getList(definition.fieldIndex("goals"))
        .forEach(goal -> text.line("goal", goal.getString(0) + ": " + goal.getString(1)));
    text.line("offer", definition.getAs("offer"));
    text.line(
        "channels",
        String.join(", ", definition.<String>getList(definition.fieldIndex("channels"))));
    text.line("owner", definition.getAs("owner"));
    text.line("priority", "" + definition.<Integer>getAs("priority"));
    text.line("rule", definition.getAs("rule"));
  }

  private void measure(LabelledLines text) {
    text.line(
        "members",
        number(memberCount())
            + " of "
            + number(evaluation.base())
            + " ("
            + percent(memberCount(), evaluation.base())
            + "); unknown of "
            + number(evaluation.unknown()));
    text.line(
        "that day",
        number(size.<Long>getAs("entered"))
            + " entered, "
            + number(size.<Long>getAs("left"))
            + " left");
    BigDecimal revenue = size.getAs("revenue_365d");
    text.line(
        "revenue 365 d",
        amount(revenue) + " of all customers' " + amount(everybody.revenue()) + share(revenue));
    BigDecimal orderValue = size.getAs("average_order_value");
    text.line(
        "order value",
        amount(orderValue) + " on average, all customers " + amount(everybody.orderValue()));
    text.line(
        "trend",
        Trend.over(trend.keySet()).line(trend)
            + "  "
            + number(trend.firstEntry().getValue())
            + " on "
            + trend.firstKey()
            + " to "
            + number(trend.lastEntry().getValue())
            + " on "
            + trend.lastKey());
  }

  private void reasons(LabelledLines text, String change, String label) {
    reasons.stream()
        .filter(row -> row.getString(0).equals(change))
        .limit(REASONS)
        .forEach(row -> text.line(label, number(row.getLong(2)) + " × " + row.getString(1)));
  }

  private long memberCount() {
    return evaluation.members();
  }

  private String share(BigDecimal revenue) {
    return everybody.revenue().signum() == 0
        ? ""
        : " (" + percent(revenue.doubleValue(), everybody.revenue().doubleValue()) + ")";
  }

  private String amount(BigDecimal amount) {
    return amount == null ? "none" : String.format(Locale.ROOT, "%,.2f %s", amount, currency);
  }

  private static String plain(BigDecimal value) {
    return value.setScale(Math.min(value.scale(), 4), RoundingMode.HALF_UP).toPlainString();
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String percent(double part, double whole) {
    return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * part / whole);
  }
}
