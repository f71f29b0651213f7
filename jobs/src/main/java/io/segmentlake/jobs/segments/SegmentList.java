package io.segmentlake.jobs.segments;

import static org.apache.spark.sql.functions.col;

import io.segmentlake.jobs.TextTable;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.segments.SegmentTables;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** All segments at the latest date evaluated, with their way there. */
public final class SegmentList {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int TREND_DATES = 14;

  private final List<Row> sizes;

  private SegmentList(List<Row> sizes) {
    this.sizes = sizes;
  }

  /** Sizes up to a date. */
  public static SegmentList of(Lakehouse lakehouse, LocalDate asOf) {
    return new SegmentList(
        lakehouse
            .read(SegmentTables.SIZES)
            .where(col("as_of").leq(java.sql.Date.valueOf(asOf)))
            .where(col("as_of").gt(java.sql.Date.valueOf(asOf.minusDays(TREND_DATES))))
            .orderBy("segment_id", "as_of")
            .collectAsList());
  }

  public boolean isEmpty() {
    return sizes.isEmpty();
  }

  /** One line per segment: size, share, who came and went, revenue, and the trend of its size. */
  @Override
  public String toString() {
    TextTable table =
        new TextTable("segment", "members", "share", "entered", "left", "revenue 365 d", "trend");
    Map<String, List<Row>> bySegment = new TreeMap<>();
    sizes.forEach(r -> bySegment.computeIfAbsent(r.getString(0), s -> new ArrayList<>()).add(r));
    bySegment.forEach(
        (id, rows) -> {
          Row last = rows.get(rows.size() - 1);
          table.row(
              id,
              last.<Long>getAs("members"),
              percent(last.getAs("share")),
              last.<Long>getAs("entered"),
              last.<Long>getAs("left"),
              last.<BigDecimal>getAs("revenue_365d")
                  .setScale(0, RoundingMode.HALF_UP)
                  .longValueExact(),
              trend(rows.stream().map(r -> r.<Long>getAs("members")).toList()));
        });
    return table.toString();
  }

  private static String percent(BigDecimal share) {
    return Optional.ofNullable(share)
        .map(s -> s.movePointRight(2).setScale(1, RoundingMode.HALF_UP) + " %")
        .orElse("");
  }

  /** One block per date, from the smallest size shown to the largest. */
  private static String trend(List<Long> sizes) {
    long least = sizes.stream().mapToLong(Long::longValue).min().orElse(0);
    long most = sizes.stream().mapToLong(Long::longValue).max().orElse(0);
    StringBuilder trend = new StringBuilder();
    for (long size : sizes) {
      long step = most == least ? 3 : (size - least) * (BARS.length() - 1) / (most - least);
      trend.append(BARS.charAt((int) step));
    }
    return trend.toString();
  }
}
