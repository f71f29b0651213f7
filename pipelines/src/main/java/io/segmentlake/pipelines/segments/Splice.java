package io.segmentlake.pipelines.segments;

import io.segmentlake.models.membership.Evaluated;
import io.segmentlake.models.membership.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF4;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What has to be done to the stored intervals of one segment and person, given the dates on which a
 * run found the person in: {@code end} a lasting one, {@code forget} one that has become untrue,
 * {@code add} a new one.
 *
 * @see Evaluated
 */
final class Splice implements UDF4<Seq<Row>, Seq<Integer>, Long, Long, List<Row>> {
  static final String RETURNS =
      "array<struct<op: string, valid_from: bigint, valid_to: bigint, known_from: bigint, reason_in: string, reason_out: string>>";
  private static final long serialVersionUID = 1L;

  private final long[] instants;

  /**
   * The splice of one run.
   *
   * @param instants evaluated by the run, ascending, in microseconds
   */
  Splice(long[] instants) {
    this.instants = instants.clone();
  }

  /**
   * The operations, none where nothing changes.
   *
   * @param stored rows (valid_from, valid_to, known_from, reason_in, reason_out), in any order;
   *     null for none
   * @param in indexes of the run's instants at which the person was in; null for none
   * @param next instant evaluated earlier that follows the run's; null for none
   * @param last latest instant evaluated before the run; null for none
   */
  @Override
  public List<Row> call(Seq<Row> stored, Seq<Integer> in, Long next, Long last) {
    Map<Interval, Row> before = stored(stored);
    List<Interval> ascending =
        before.keySet().stream()
            .sorted(java.util.Comparator.comparingLong(Interval::from))
            .toList();
    List<Interval> after =
        new Evaluated(instants(), answers(in), Optional.ofNullable(next)).into(ascending);
    Map<Long, Row> byStart = new HashMap<>();
    before.forEach((interval, row) -> byStart.put(interval.from(), row));
    List<Row> operations = new ArrayList<>();
    for (Interval interval : after) {
      if (!before.containsKey(interval)) {
        operations.add(added(interval, byStart.get(interval.from()), last));
      }
    }
    before.forEach(
        (interval, row) -> {
          if (!after.contains(interval) && !isEnded(interval, operations)) {
            operations.add(operation("forget", interval, row.getLong(2), row));
          }
        });
    return operations;
  }

  /**
   * A lasting interval that gets an end nobody had looked at before was not wrong: it is ended in
   * place.
   */
  private static Row added(Interval interval, Row sameStart, Long last) {
    boolean wasLasting = sameStart != null && sameStart.isNullAt(1);
    boolean endIsNew = interval.to().isPresent() && (last == null || interval.to().get() > last);
    return wasLasting && endIsNew
        ? operation("end", interval, sameStart.getLong(2), sameStart)
        : operation("add", interval, null, sameStart);
  }

  private static boolean isEnded(Interval interval, List<Row> operations) {
    return operations.stream()
        .anyMatch(o -> o.getString(0).equals("end") && o.getLong(1) == interval.from());
  }

  private static Row operation(String op, Interval interval, Long knownFrom, Row reasons) {
    return RowFactory.create(
        op,
        interval.from(),
        interval.to().orElse(null),
        knownFrom,
        reasons == null ? null : reasons.getString(3),
        reasons == null ? null : reasons.getString(4));
  }

  private static Map<Interval, Row> stored(Seq<Row> rows) {
    Map<Interval, Row> intervals = new HashMap<>();
    if (rows != null) {
      for (Row row : CollectionConverters.asJava(rows)) {
        Optional<Long> to = row.isNullAt(1) ? Optional.empty() : Optional.of(row.getLong(1));
        intervals.put(new Interval(row.getLong(0), to), row);
      }
    }
    return intervals;
  }

  private List<Long> instants() {
    return java.util.Arrays.stream(instants).boxed().toList();
  }

  private List<Boolean> answers(Seq<Integer> in) {
    List<Boolean> answers = new ArrayList<>(java.util.Collections.nCopies(instants.length, false));
    if (in != null) {
      CollectionConverters.asJava(in).forEach(i -> answers.set(i, true));
    }
    return answers;
  }
}
