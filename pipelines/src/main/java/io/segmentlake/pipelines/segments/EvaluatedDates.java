package io.segmentlake.pipelines.segments;

import io.segmentlake.pipelines.Lakehouse;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The dates that a run evaluates, and which dates of each segment earlier runs had evaluated.
 *
 * @param dates ascending, each the day after the one before
 * @param zone of the shop
 * @param earlier dates evaluated by earlier runs, by segment and version
 */
record EvaluatedDates(
    List<LocalDate> dates, ZoneId zone, Map<SegmentVersion, TreeSet<LocalDate>> earlier) {

  /** A segment's definition in one version. */
  record SegmentVersion(String segmentId, int version) {}

  static EvaluatedDates of(
      Lakehouse lakehouse, List<LocalDate> dates, ZoneId zone, List<SegmentVersion> segments) {
    Map<SegmentVersion, TreeSet<LocalDate>> earlier = new HashMap<>();
    segments.forEach(s -> earlier.put(s, new TreeSet<>()));
    for (Row row :
        lakehouse
            .read(SegmentTables.EVALUATIONS)
            .select("segment_id", "version", "as_of")
            .collectAsList()) {
      SegmentVersion segment = new SegmentVersion(row.getString(0), row.getInt(1));
      if (earlier.containsKey(segment)) {
        earlier.get(segment).add(row.getDate(2).toLocalDate());
      }
    }
    return new EvaluatedDates(dates, zone, earlier);
  }

  /** The instant a date stands for: the start of the next one in the shop's zone. */
  Instant instant(LocalDate date) {
    return date.plusDays(1).atStartOfDay(zone).toInstant();
  }

  long[] instants() {
    return dates.stream().mapToLong(d -> micros(instant(d))).toArray();
  }

  Timestamp first() {
    return Timestamp.from(instant(dates.get(0)));
  }

  /** The run's dates as a condition on {@code as_of}. */
  String predicate() {
    return dates.stream()
        .map(d -> "date'" + d + "'")
        .collect(Collectors.joining(", ", "as_of in (", ")"));
  }

  /** as_of, index (its place among the dates), instant. */
  Dataset<Row> indexes(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      rows.add(
          RowFactory.create(Date.valueOf(dates.get(i)), i, Timestamp.from(instant(dates.get(i)))));
    }
    return spark.createDataFrame(
        rows,
        new StructType().add("as_of", "date").add("index", "int").add("instant", "timestamp"));
  }

  /**
   * segment_id, version, next (instant evaluated after the dates), last (latest evaluated at all),
   * in microseconds.
   */
  Dataset<Row> neighbours(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    earlier.forEach(
        (segment, evaluated) -> {
          LocalDate next = evaluated.higher(dates.get(dates.size() - 1));
          LocalDate last = evaluated.isEmpty() ? null : evaluated.last();
          rows.add(
              RowFactory.create(
                  segment.segmentId(), segment.version(), micros(next), micros(last)));
        });
    StructType schema =
        new StructType()
            .add("segment_id", "string")
            .add("version", "int")
            .add("next", "bigint")
            .add("last", "bigint");
    return spark.createDataFrame(rows, schema);
  }

  private Long micros(LocalDate date) {
    return date == null ? null : micros(instant(date));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
