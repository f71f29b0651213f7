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
    StringBuilder text = new StringBuilder();
    text.append(id + " v" + evaluation.version() + " as of " + date + "\n");
    describe(text);
    measure(text);
    thresholds.forEach(
        (what, value) ->
            line(text, "threshold", what + " = " + (value == null ? "unknown" : plain(value))));
    reasons(text, "entered", "why they entered");
    reasons(text, "left", "why they left");
    for (Row overlap : overlaps) {
      long both = overlap.getLong(1);
      line(
          text,
          "also in",
          overlap.getString(0) + ", " + number(both) + " (" + percent(both, memberCount()) + ")");
    }
    members.forEach(m -> line(text, "for example", "segmentlake explain " + m + " " + id));
    return text.toString();
  }

  private void describe(StringBuilder text) {
    line(text, "purpose", definition.getAs("purpose"));
    definition
        .<Row>getList(definition.fieldIndex("goals"))
        .forEach(goal -> line(text, "goal", goal.getString(0) + ": " + goal.getString(1)));
    line(text, "offer", definition.getAs("offer"));
    line(
        text,
        "channels",
        String.join(", ", definition.<String>getList(definition.fieldIndex("channels"))));
    line(text, "owner", definition.getAs("owner"));
    line(text, "priority", "" + definition.<Integer>getAs("priority"));
    line(text, "rule", definition.getAs("rule"));
  }

  private void measure(StringBuilder text) {
    line(
        text,
        "members",
        number(memberCount())
            + " of "
            + number(evaluation.base())
            + " ("
            + percent(memberCount(), evaluation.base())
            + "); unknown of "
            + number(evaluation.unknown()));
    line(
        text,
        "that day",
        number(size.<Long>getAs("entered"))
            + " entered, "
            + number(size.<Long>getAs("left"))
            + " left");
    BigDecimal revenue = size.getAs("revenue_365d");
    line(
        text,
        "revenue 365 d",
        amount(revenue) + " of all customers' " + amount(everybody.revenue()) + share(revenue));
    BigDecimal orderValue = size.getAs("average_order_value");
    line(
        text,
        "order value",
        amount(orderValue) + " on average, all customers " + amount(everybody.orderValue()));
    line(
        text,
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

  private void reasons(StringBuilder text, String change, String label) {
    reasons.stream()
        .filter(row -> row.getString(0).equals(change))
        .limit(REASONS)
        .forEach(row -> line(text, label, number(row.getLong(2)) + " × " + row.getString(1)));
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

  /** A label and what it says; nothing where there is nothing to say, the label once. */
  private static void line(StringBuilder text, String label, String what) {
    if (what == null || what.isEmpty()) {
      return;
    }
    String written = String.format("  %-17s", label);
    boolean again = text.toString().contains("\n" + written);
    text.append((again ? " ".repeat(written.length()) : written) + " " + what + "\n");
  }
}
