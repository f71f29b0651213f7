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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
 * @param asked versions that the run evaluates
 * @param earlier dates evaluated by earlier runs, by version of a segment, those no longer asked
 *     included
 */
record EvaluatedDates(
    List<LocalDate> dates,
    ZoneId zone,
    Set<SegmentVersion> asked,
    Map<SegmentVersion, TreeSet<LocalDate>> earlier) {

  private static final StructType NEIGHBOURS =
      new StructType()
          .add("segment_id", "string")
          .add("version", "int")
          .add("next", "bigint")
          .add("last", "bigint")
          .add("ends", "bigint")
          .add("ending", "string");

  /** A segment's definition in one version. */
  record SegmentVersion(String segmentId, int version) {}

  static EvaluatedDates of(
      Lakehouse lakehouse, List<LocalDate> dates, ZoneId zone, List<SegmentVersion> asked) {
    Map<SegmentVersion, TreeSet<LocalDate>> earlier = new HashMap<>();
    asked.forEach(s -> earlier.put(s, new TreeSet<>()));
    // A run that was killed may have defined a version, but not finished evaluating it.
    lakehouse
        .read(SegmentTables.DEFINITIONS)
        .select("segment_id", "version")
        .collectAsList()
        .forEach(row -> dates(row, earlier));
    lakehouse
        .read(SegmentTables.EVALUATIONS)
        .select("segment_id", "version", "as_of")
        .collectAsList()
        .forEach(row -> dates(row, earlier).add(row.getDate(2).toLocalDate()));
    return new EvaluatedDates(dates, zone, new HashSet<>(asked), earlier);
  }

  private static TreeSet<LocalDate> dates(
      Row row, Map<SegmentVersion, TreeSet<LocalDate>> earlier) {
    return earlier.computeIfAbsent(
        new SegmentVersion(row.getString(0), row.getInt(1)), version -> new TreeSet<>());
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

  /** The first instant at which the run may end something. */
  Timestamp firstChange() {
    TreeSet<LocalDate> changed = new TreeSet<>(movedEndings());
    changed.add(dates.get(0));
    return Timestamp.from(instant(changed.first()));
  }

  /**
   * The dates on which somebody may enter or leave by this run: its own, those that follow them,
   * and those on which versions end whose answers it replaces.
   */
  EvaluatedDates changed() {
    TreeSet<LocalDate> changed = new TreeSet<>(movedEndings());
    changed.addAll(dates);
    earlier.values().stream().map(this::next).filter(Objects::nonNull).forEach(changed::add);
    return new EvaluatedDates(List.copyOf(changed), zone, asked, earlier);
  }

  /** The dates as a condition on {@code as_of}. */
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
   * ends (when a version that is no longer asked ended, null for the others), all in microseconds,
   * ending (why). Versions that the run has nothing to do with are left out.
   */
  Dataset<Row> neighbours(SparkSession spark) {
    Map<SegmentVersion, RetiredVersions.Ending> endings = endings();
    List<Row> rows = new ArrayList<>();
    earlier.forEach(
        (segment, evaluated) -> {
          RetiredVersions.Ending ending = endings.get(segment);
          if (asked.contains(segment) || ending != null) {
            rows.add(
                RowFactory.create(
                    segment.segmentId(),
                    segment.version(),
                    micros(next(evaluated)),
                    micros(evaluated.isEmpty() ? null : evaluated.last()),
                    micros(ending == null ? null : ending.date()),
                    ending == null ? null : ending.reason()));
          }
        });
    return spark.createDataFrame(rows, NEIGHBOURS);
  }

  private Map<SegmentVersion, RetiredVersions.Ending> endings() {
    return RetiredVersions.endings(dates, earlier, asked);
  }

  /** Where versions end that had been evaluated at one of the dates, and so had ended later. */
  private List<LocalDate> movedEndings() {
    return endings().entrySet().stream()
        .filter(e -> earlier.get(e.getKey()).stream().anyMatch(dates::contains))
        .map(e -> e.getValue().date())
        .toList();
  }

  private LocalDate next(TreeSet<LocalDate> evaluated) {
    return evaluated.higher(dates.get(dates.size() - 1));
  }

  private Long micros(LocalDate date) {
    return date == null ? null : micros(instant(date));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
