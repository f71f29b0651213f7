package io.segmentlake.jobs.segments;

import static org.apache.spark.sql.functions.col;

import io.segmentlake.jobs.TextTable;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import io.segmentlake.pipelines.segments.SegmentTables;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** All segments at the latest date evaluated, with their way there. */
public final class SegmentList {
  /** A trend goes back this far. */
  private static final int DAYS = 365;

  private final Trend trend;
  private final Map<String, TreeMap<LocalDate, Row>> sizes;

  private SegmentList(Trend trend, Map<String, TreeMap<LocalDate, Row>> sizes) {
    this.trend = trend;
    this.sizes = sizes;
  }

  /** Sizes up to a date. */
  public static SegmentList of(Lakehouse lakehouse, LocalDate asOf) {
    Trend trend =
        Trend.over(EvaluatedSegments.dates(lakehouse, asOf).tailSet(asOf.minusDays(DAYS)));
    Object[] dates = trend.dates().stream().map(Date::valueOf).toArray();
    Map<String, TreeMap<LocalDate, Row>> sizes = new TreeMap<>();
    // Where a date has two versions of a definition, the newer one is the last to be put.
    lakehouse
        .read(SegmentTables.SIZES)
        .where(col("as_of").isin(dates))
        .orderBy("version")
        .collectAsList()
        .forEach(
            row ->
                sizes
                    .computeIfAbsent(row.getString(0), id -> new TreeMap<>())
                    .put(row.getDate(2).toLocalDate(), row));
    return new SegmentList(trend, sizes);
  }

  public boolean isEmpty() {
    return trend.dates().isEmpty();
  }

  /**
   * One line per segment that still was evaluated on the last date: size, share, who came and went,
   * revenue, and the trend of its size.
   */
  @Override
  public String toString() {
    TextTable table =
        new TextTable("segment", "members", "share", "entered", "left", "revenue 365 d", "trend");
    LocalDate last = trend.dates().get(trend.dates().size() - 1);
    sizes.forEach(
        (id, rows) -> {
          Map<LocalDate, Long> members = new TreeMap<>();
          rows.forEach((date, row) -> members.put(date, row.<Long>getAs("members")));
          if (rows.containsKey(last)) {
            line(table, id, rows.get(last), trend.line(members));
          }
        });
    return table + "Trends from " + trend.dates().get(0) + " to " + last + ".\n";
  }

  private static void line(TextTable table, String id, Row size, String trend) {
    table.row(
        id,
        size.<Long>getAs("members"),
        percent(size.getAs("share")),
        size.<Long>getAs("entered"),
        size.<Long>getAs("left"),
        size.<BigDecimal>getAs("revenue_365d").setScale(0, RoundingMode.HALF_UP).longValueExact(),
        trend);
  }

  private static String percent(BigDecimal share) {
    return Optional.ofNullable(share)
        .map(s -> s.movePointRight(2).setScale(1, RoundingMode.HALF_UP) + " %")
        .orElse("");
  }
}
