package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.segmentlake.models.segments.CompiledSegment;
import io.segmentlake.models.segments.CompiledSegments;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * How many belong to a segment at a date, and what they bring.
 *
 * @param base persons evaluated
 * @param unknown persons of whom a fact is missing
 * @param membersHash order-free hash of the members' ids
 * @param revenue of the members, the last 365 days
 * @param margin of the members where costs are known, the last 365 days
 * @param orderValue the members' mean, null for no members with an order
 */
record SegmentCount(
    CompiledSegment segment,
    LocalDate asOf,
    long base,
    long members,
    long unknown,
    BigDecimal membersHash,
    BigDecimal revenue,
    BigDecimal margin,
    BigDecimal orderValue) {

  private static final Column IN = col("state").equalTo("in");

  /**
   * Aggregates over rows (customer_id, state, and the member's money), in the order in which they
   * are read.
   */
  static final Column MEMBERS = count(when(IN, lit(1)));

  static final Column[] OTHERS = {
    count(when(col("state").equalTo("unknown"), lit(1))),
    membersHash(when(IN, col("customer_id"))),
    sumOf("revenue_365d"),
    sumOf("known_margin_365d"),
    avg(when(IN, col("average_order_value"))).cast("decimal(18,4)")
  };

  /** Order-free hash of customer ids that are not null; 0 for none. */
  static Column membersHash(Column customerId) {
    Column hash = when(customerId.isNotNull(), xxhash64(customerId).cast("decimal(28,0)"));
    return coalesce(sum(hash), lit(0)).cast("decimal(38,0)");
  }

  private static Column sumOf(String amount) {
    return coalesce(sum(when(IN, col(amount))), lit(0)).cast("decimal(28,4)");
  }

  /** One per segment and date; of nobody where nothing was counted. */
  static List<SegmentCount> all(
      CompiledSegments compiled, List<LocalDate> dates, List<Row> counted, List<Row> bases) {
    Map<String, Row> byPlace = new HashMap<>();
    counted.forEach(r -> byPlace.put(r.getString(0) + " " + r.getDate(2), r));
    Map<LocalDate, Long> base = new HashMap<>();
    bases.forEach(r -> base.put(r.getDate(0).toLocalDate(), r.getLong(1)));
    List<SegmentCount> all = new ArrayList<>();
    for (LocalDate date : dates) {
      for (CompiledSegment segment : compiled.segments()) {
        all.add(
            one(
                segment,
                date,
                base.getOrDefault(date, 0L),
                byPlace.get(segment.id() + " " + date)));
      }
    }
    return all;
  }

  private static SegmentCount one(CompiledSegment segment, LocalDate date, long base, Row row) {
    return row == null
        ? new SegmentCount(
            segment, date, base, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, null)
        : new SegmentCount(
            segment,
            date,
            base,
            row.getLong(3),
            row.getLong(4),
            row.getDecimal(5),
            row.getDecimal(6),
            row.getDecimal(7),
            row.getDecimal(8));
  }
}
