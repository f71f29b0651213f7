package io.segmentlake.pipelines.segments;

import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Keeps segments.sizes: how large each segment was, how many came and went, and what its members
 * bring.
 */
final class Sizes {
  private final Lakehouse lakehouse;
  private final EvaluatedDates dates;

  Sizes(Lakehouse lakehouse, EvaluatedDates dates) {
    this.lakehouse = lakehouse;
    this.dates = dates;
  }

  Written write(List<SegmentCount> counts, Map<String, Long> changes) {
    List<Row> rows = counts.stream().map(c -> row(c, changes)).toList();
    return lakehouse.replaceWhere(
        SegmentTables.SIZES,
        dates.predicate(),
        lakehouse.spark().createDataFrame(rows, SegmentTables.SIZES.structType()));
  }

  private static Row row(SegmentCount count, Map<String, Long> changes) {
    String id = count.segment().id();
    int version = count.segment().definition().version();
    BigDecimal share =
        count.base() == 0
            ? null
            : BigDecimal.valueOf(count.members())
                .divide(BigDecimal.valueOf(count.base()), 4, RoundingMode.HALF_UP);
    return RowFactory.create(
        id,
        version,
        Date.valueOf(count.asOf()),
        count.members(),
        share,
        changes.getOrDefault(Changes.place(id, version, count.asOf().toString(), "entered"), 0L),
        changes.getOrDefault(Changes.place(id, version, count.asOf().toString(), "left"), 0L),
        count.revenue(),
        count.margin(),
        count.orderValue());
  }
}
