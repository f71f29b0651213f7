package io.segmentlake.pipelines.segments;

import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.util.ArrayList;
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
  private final EvaluatedDates changed;

  /**
   * A writer.
   *
   * @param dates that the run evaluated
   * @param changed those, and the others on which somebody may enter or leave by the run
   */
  Sizes(Lakehouse lakehouse, EvaluatedDates dates, EvaluatedDates changed) {
    this.lakehouse = lakehouse;
    this.dates = dates;
    this.changed = changed;
  }

  Written write(List<SegmentCount> counts, Map<String, Long> changes) {
    List<Row> rows = new ArrayList<>();
    counts.forEach(c -> rows.add(row(c, changes)));
    // On a date that follows, others may have come and gone now; how many are in stays as it was.
    lakehouse
        .read(SegmentTables.SIZES)
        .where(changed.predicate() + " and not (" + dates.predicate() + ")")
        .collectAsList()
        .forEach(stored -> rows.add(recounted(stored, changes)));
    return lakehouse.replaceWhere(
        SegmentTables.SIZES,
        changed.predicate(),
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
        number(changes, id, version, count.asOf().toString(), "entered"),
        number(changes, id, version, count.asOf().toString(), "left"),
        count.revenue(),
        count.margin(),
        count.orderValue());
  }

  private static Row recounted(Row stored, Map<String, Long> changes) {
    String id = stored.getString(0);
    String asOf = stored.getDate(2).toString();
    Object[] values = new Object[stored.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = stored.get(i);
    }
    for (String change : List.of("entered", "left")) {
      values[stored.fieldIndex(change)] = number(changes, id, stored.getInt(1), asOf, change);
    }
    return RowFactory.create(values);
  }

  private static long number(
      Map<String, Long> changes, String id, int version, String asOf, String change) {
    return changes.getOrDefault(Changes.place(id, version, asOf, change), 0L);
  }
}
