package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.segments.EvaluatedDates.SegmentVersion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Evaluates all segments at some dates in one plan, and keeps the segments tables. */
public final class Segments {
  private final CustomerHistory history;
  private final Lakehouse lakehouse;
  private final CompiledSegments compiled;
  private final SegmentRows rows;

  public Segments(CustomerHistory history, CompiledSegments compiled) {
    this.history = history;
    this.lakehouse = history.lakehouse();
    this.compiled = compiled;
    this.rows = new SegmentRows(history, compiled);
  }

  /**
   * The dates a run has to evaluate: a range asked for, or all since the last one evaluated.
   *
   * @param from first date of the range; empty for none
   */
  public List<LocalDate> dates(Optional<LocalDate> from, LocalDate asOf) {
    Row last = lakehouse.read(SegmentTables.EVALUATIONS).agg(max("as_of")).head();
    LocalDate next = last.isNullAt(0) ? asOf : last.getDate(0).toLocalDate().plusDays(1);
    LocalDate first = from.orElse(next.isAfter(asOf) ? asOf : next);
    return first.datesUntil(asOf.plusDays(1)).toList();
  }

  /**
   * Evaluates and writes. The evaluations come last: until they are there, a repeated run does the
   * same again and finds it done.
   *
   * @param features rows of features.customer at the dates
   * @param shop rows of features.shop at the dates
   * @param dates ascending, each the day after the one before
   */
  public List<Written> run(Dataset<Row> features, Dataset<Row> shop, List<LocalDate> dates) {
    EvaluatedDates evaluated = EvaluatedDates.of(lakehouse, dates, history.zone(), versions());
    try (Kept kept = new Kept()) {
      Dataset<Row> measured = kept.of(rows.measured(features, dates));
      Thresholds thresholds = Thresholds.of(lakehouse, compiled.thresholds(measured, shop));
      Dataset<Row> judged = compiled.withThresholds(measured, thresholds.rows());
      Dataset<Row> states = kept.of(states(judged));
      List<Written> written = new ArrayList<>();
      written.add(new Definitions(lakehouse).write(compiled));
      Dataset<Row> members = states.where("state = 'in'").drop("state");
      written.add(
          new Membership(lakehouse, evaluated, history.seq())
              .apply(members, new RuleReasons(compiled, judged, rows.ordinals())));
      EvaluatedDates changed = evaluated.changed();
      Changes changes = new Changes(lakehouse, changed);
      written.add(changes.write());
      List<SegmentCount> counts = counts(judged, states, dates);
      written.add(new Sizes(lakehouse, evaluated, changed).write(counts, changes.counts()));
      written.add(new Evaluations(lakehouse, evaluated, history.seq()).write(counts, thresholds));
      return written;
    }
  }

  /** as_of, customer_id, segment_id, version, state. */
  private Dataset<Row> states(Dataset<Row> judged) {
    return compiled.evaluate(judged).join(broadcast(rows.ordinals()), "segment").drop("segment");
  }

  private List<SegmentVersion> versions() {
    return compiled.segments().stream()
        .map(s -> new SegmentVersion(s.id(), s.definition().version()))
        .toList();
  }

  private List<SegmentCount> counts(
      Dataset<Row> judged, Dataset<Row> states, List<LocalDate> dates) {
    Dataset<Row> money =
        judged.select(
            "as_of", "customer_id", "revenue_365d", "known_margin_365d", "average_order_value");
    List<Row> counted =
        states
            .join(money, new String[] {"as_of", "customer_id"})
            .groupBy("segment_id", "version", "as_of")
            .agg(SegmentCount.MEMBERS, SegmentCount.OTHERS)
            .collectAsList();
    List<Row> bases = judged.groupBy("as_of").agg(count(lit(1))).collectAsList();
    return SegmentCount.all(compiled, dates, counted, bases);
  }
}
