package io.segmentlake.pipelines.segments;

import io.segmentlake.models.membership.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What has to be written so that the stored intervals of one segment and person become others:
 * {@code end} a lasting one, {@code forget} one that has become untrue, {@code add} a new one.
 */
final class IntervalOperations {
  static final String RETURNS =
      "array<struct<op: string, valid_from: bigint, valid_to: bigint, known_from: bigint, reason_in: string, reason_out: string>>";

  private final Map<Interval, Row> before;

  /**
   * The intervals stored.
   *
   * @param stored rows (valid_from, valid_to, known_from, reason_in, reason_out), in any order;
   *     null for none
   */
  IntervalOperations(Seq<Row> stored) {
    before = new HashMap<>();
    if (stored != null) {
      for (Row row : CollectionConverters.asJava(stored)) {
        Optional<Long> to = row.isNullAt(1) ? Optional.empty() : Optional.of(row.getLong(1));
        before.put(new Interval(row.getLong(0), to), row);
      }
    }
  }

  List<Interval> stored() {
    return before.keySet().stream()
        .sorted(java.util.Comparator.comparingLong(Interval::from))
        .toList();
  }

  /**
   * The operations, none where nothing changes.
   *
   * @param last latest instant evaluated before the run; null for none
   */
  List<Row> to(List<Interval> after, Long last) {
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
}
