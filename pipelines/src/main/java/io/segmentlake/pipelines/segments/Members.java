package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.pipelines.Lakehouse;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reads who was in which segment at the end of a date.
 *
 * @param zone of the shop
 */
public record Members(Lakehouse lakehouse, ZoneId zone) {

  /**
   * Members of all segments as known now, each in the version that was evaluated at the date:
   * segment_id, version, customer_id, valid_from, reason_in.
   */
  public Dataset<Row> now(EvaluatedSegments evaluated) {
    return at(evaluated.date(), OptionalLong.empty())
        .join(
            broadcast(evaluated.versions(lakehouse)),
            new String[] {"segment_id", "version"},
            "left_semi");
  }

  /**
   * Members of all segments and versions, in the same columns.
   *
   * @param knownAt ingest run up to which was known what is read, which is what was published then;
   *     empty for all that is known now
   */
  public Dataset<Row> at(LocalDate date, OptionalLong knownAt) {
    return lakehouse
        .read(SegmentTables.MEMBERSHIP)
        .where(isKnown(knownAt))
        .where(isIn(date, zone))
        .select("segment_id", "version", "customer_id", "valid_from", "reason_in");
  }

  static Column isIn(LocalDate date, ZoneId zone) {
    Column instant = lit(Timestamp.from(date.plusDays(1).atStartOfDay(zone).toInstant()));
    return col("valid_from")
        .leq(instant)
        .and(col("valid_to").isNull().or(col("valid_to").gt(instant)));
  }

  private static Column isKnown(OptionalLong knownAt) {
    if (knownAt.isEmpty()) {
      return col("known_to").isNull();
    }
    Column run = lit(knownAt.getAsLong());
    return col("known_from").leq(run).and(col("known_to").isNull().or(col("known_to").gt(run)));
  }
}
