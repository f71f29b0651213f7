package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps segments.changes: who entered and who left on each date evaluated, read off the intervals
 * of membership.
 */
final class Changes {
  private final Lakehouse lakehouse;
  private final EvaluatedDates dates;

  /**
   * A writer.
   *
   * @param dates on which the run may have changed who entered or left
   */
  Changes(Lakehouse lakehouse, EvaluatedDates dates) {
    this.lakehouse = lakehouse;
    this.dates = dates;
  }

  Written write() {
    return lakehouse.replaceWhere(SegmentTables.CHANGES, dates.predicate(), rows());
  }

  /** Changes of the dates by segment, date and kind: see {@link #place}. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>();
    for (Row row :
        lakehouse
            .read(SegmentTables.CHANGES)
            .where(dates.predicate())
            .groupBy("segment_id", "version", "as_of", "change")
            .count()
            .collectAsList()) {
      counts.put(
          place(row.getString(0), row.getInt(1), row.getDate(2).toString(), row.getString(3)),
          row.getLong(4));
    }
    return counts;
  }

  static String place(String segmentId, int version, String asOf, String change) {
    return segmentId + " " + version + " " + asOf + " " + change;
  }

  private Dataset<Row> rows() {
    Dataset<Row> known =
        lakehouse
            .read(SegmentTables.MEMBERSHIP)
            .where(col("known_to").isNull())
            .where(col("valid_from").geq(dates.first()).or(col("valid_to").geq(dates.first())));
    return at(known, "valid_from", "entered", "reason_in")
        .unionByName(at(known, "valid_to", "left", "reason_out"));
  }

  private Dataset<Row> at(Dataset<Row> known, String instant, String change, String reason) {
    return known
        .join(
            broadcast(dates.indexes(lakehouse.spark()).select("as_of", "instant")),
            col(instant).equalTo(col("instant")))
        .select(
            col("segment_id"),
            col("version"),
            col("as_of"),
            col("customer_id"),
            lit(change).as("change"),
            col(reason).as("reason"));
  }
}
