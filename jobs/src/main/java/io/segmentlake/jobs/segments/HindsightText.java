package io.segmentlake.jobs.segments;

import io.segmentlake.jobs.TextTable;
import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import io.segmentlake.pipelines.segments.Hindsight;
import io.segmentlake.pipelines.segments.Hindsight.Counts;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;

/**
 * What {@code segments list} and {@code segments show} print with {@code --known-at}.
 *
 * @param evaluated the date shown
 * @param knownAt the ingest run up to which things were known then
 */
public record HindsightText(EvaluatedSegments evaluated, long knownAt) {

  /** A line for each segment. */
  public String list(List<Counts> counts) {
    TextTable table = new TextTable("segment", "version", "then", "now", "only then", "only now");
    counts.forEach(
        c -> table.row(c.segmentId(), c.version(), c.then(), c.now(), c.onlyThen(), c.onlyNow()));
    return "As of "
        + evaluated.date()
        + ", then: published up to ingest run "
        + knownAt
        + ", now: after run "
        + evaluated.seq()
        + ".\n\n"
        + table;
  }

  /** One segment, with some persons of whom something else was known then. */
  public String show(Hindsight hindsight, Counts counts) {
    String id = counts.segmentId();
    return show(
        counts,
        SegmentPageReader.definition(hindsight.lakehouse(), id, counts.version()),
        hindsight.someOnlyThen(id),
        hindsight.someOnlyNow(id));
  }

  String show(Counts counts, Row definition, List<Long> onlyThen, List<Long> onlyNow) {
    LabelledLines text = new LabelledLines();
    text.heading(
        counts.segmentId()
            + " v"
            + counts.version()
            + " as of "
            + evaluated.date()
            + ", published up to ingest run "
            + knownAt);
    SegmentPage.describe(text, definition);
    text.line("members then", number(counts.then()));
    text.line("members now", number(counts.now()) + ", after ingest run " + evaluated.seq());
    text.line("only then", number(counts.onlyThen()));
    text.line("only now", number(counts.onlyNow()));
    onlyThen.forEach(
        id -> text.line("only then, as", explain(id, counts) + " --known-at " + knownAt));
    onlyNow.forEach(id -> text.line("only now, as", explain(id, counts)));
    return text.toString();
  }

  private String explain(long id, Counts counts) {
    return "segmentlake explain "
        + new CustomerId(id).text()
        + " "
        + counts.segmentId()
        + " --as-of "
        + evaluated.date();
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
