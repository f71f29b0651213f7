package io.segmentlake.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.segments.SegmentTables;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/** Reads sizes, definitions and evaluations of all segments. */
final class SegmentsReader {
  /** A quarter: the span in which a trend is looked for. */
  private static final int DAYS = 91;

  private final Lakehouse lakehouse;

  SegmentsReader(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** The last date up to the one asked for on which segments were evaluated. */
  Optional<LocalDate> lastEvaluated(LocalDate asked) {
    Row row =
        lakehouse
            .read(SegmentTables.SIZES)
            .where(col("as_of").leq(lit(Date.valueOf(asked))))
            .agg(max("as_of"))
            .head();
    return Optional.ofNullable(row.getDate(0)).map(Date::toLocalDate);
  }

  /**
   * Segments and the dates of their history.
   *
   * @param dates ascending
   */
  record Segments(List<LocalDate> dates, List<SegmentData> segments) {}

  Segments read(LocalDate date) {
    List<Row> sizes =
        lakehouse
            .read(SegmentTables.SIZES)
            .where(col("as_of").leq(lit(Date.valueOf(date))))
            .where(col("as_of").gt(lit(Date.valueOf(date.minusDays(DAYS)))))
            .collectAsList();
    TreeSet<LocalDate> dates = new TreeSet<>();
    Map<String, TreeMap<LocalDate, Row>> newest = new TreeMap<>();
    for (Row row : sizes) {
      LocalDate on = Rows.date(row, "as_of");
      dates.add(on);
      // Two versions of a definition may have been evaluated on one date: the newer one counts.
      newest
          .computeIfAbsent(Rows.text(row, "segment_id"), id -> new TreeMap<>())
          .merge(on, row, (a, b) -> version(a) > version(b) ? a : b);
    }
    Map<String, Row> definitions =
        byVersion(lakehouse.read(SegmentTables.DEFINITIONS).collectAsList());
    Map<String, Row> evaluations =
        byVersion(
            lakehouse
                .read(SegmentTables.EVALUATIONS)
                .where(col("as_of").equalTo(lit(Date.valueOf(date))))
                .select("segment_id", "version", "base", "unknown")
                .collectAsList());
    List<SegmentData> segments = new ArrayList<>();
    newest.forEach(
        (id, rows) -> {
          String key = key(id, version(rows.lastEntry().getValue()));
          segments.add(segment(id, rows, dates, definitions.get(key), evaluations.get(key)));
        });
    segments.sort(Comparator.comparing(SegmentData::id));
    return new Segments(List.copyOf(dates), segments);
  }

  Optional<ReportData.Moved> moved(LocalDate date) {
    Map<String, Long> persons = new HashMap<>();
    lakehouse
        .read(SegmentTables.CHANGES)
        .where(col("as_of").equalTo(lit(Date.valueOf(date))))
        .groupBy("change")
        .agg(count_distinct(col("customer_id")).as("persons"))
        .collectAsList()
        .forEach(row -> persons.put(row.getString(0), row.getLong(1)));
    return persons.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ReportData.Moved(
                persons.getOrDefault("entered", 0L), persons.getOrDefault("left", 0L)));
  }

  private static SegmentData segment(
      String id,
      TreeMap<LocalDate, Row> rows,
      TreeSet<LocalDate> dates,
      Row definition,
      Row evaluation) {
    List<SegmentData.Size> history = new ArrayList<>();
    dates.forEach(on -> history.add(rows.containsKey(on) ? size(rows.get(on)) : null));
    return new SegmentData(
        id,
        version(rows.lastEntry().getValue()),
        Optional.ofNullable(definition).map(SegmentsReader::definition),
        Optional.ofNullable(history.get(history.size() - 1)),
        Optional.ofNullable(evaluation)
            .map(r -> new SegmentData.Evaluation(Rows.whole(r, "base"), Rows.whole(r, "unknown"))),
        history);
  }

  private static SegmentData.Size size(Row row) {
    return new SegmentData.Size(
        Rows.whole(row, "members"),
        Rows.decimal(row, "share"),
        Rows.whole(row, "entered"),
        Rows.whole(row, "left"),
        Rows.decimal(row, "revenue_365d"),
        Rows.decimal(row, "margin_365d"),
        Rows.decimal(row, "average_order_value"));
  }

  private static SegmentData.Definition definition(Row row) {
    List<String> goals = new ArrayList<>();
    for (Row goal : Rows.<Row>list(row, "goals")) {
      goals.add(Rows.text(goal, "kind") + ": " + Rows.text(goal, "metric"));
    }
    return new SegmentData.Definition(
        Rows.text(row, "owner"),
        Rows.text(row, "purpose"),
        goals,
        Rows.text(row, "offer"),
        Rows.list(row, "channels"),
        (int) Rows.whole(row, "priority"),
        Rows.text(row, "rule"));
  }

  private static Map<String, Row> byVersion(List<Row> rows) {
    Map<String, Row> all = new HashMap<>();
    rows.forEach(row -> all.put(key(Rows.text(row, "segment_id"), version(row)), row));
    return all;
  }

  private static String key(String id, int version) {
    return id + "/" + version;
  }

  private static int version(Row row) {
    return (int) Rows.whole(row, "version");
  }
}
