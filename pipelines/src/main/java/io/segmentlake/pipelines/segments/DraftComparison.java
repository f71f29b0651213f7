package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.segments.SegmentDiff.Crowd;
import io.segmentlake.pipelines.segments.SegmentDiff.Sample;
import io.segmentlake.pipelines.segments.SegmentDiff.Side;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;

/**
 * Compares the members that drafts of definitions would have at a date with those there are. The
 * drafts see what the evaluation of the date saw, so that they alone make the difference. Nothing
 * is written.
 */
public final class DraftComparison {
  private static final int SAMPLES = 5;
  private static final Column[] PAIR = {col("segment_id"), col("customer_id")};

  private final Lakehouse lakehouse;
  private final CustomerHistory history;
  private final EvaluatedSegments evaluated;
  private final CompiledSegments drafts;
  private final SegmentRows rows;

  /**
   * A comparison.
   *
   * @param drafts with all that they build on
   */
  public DraftComparison(
      CustomerHistory history, EvaluatedSegments evaluated, CompiledSegments drafts) {
    this.lakehouse = history.lakehouse();
    this.history = new CustomerHistory(lakehouse, history.zone(), evaluated.seq());
    this.evaluated = evaluated;
    this.drafts = drafts;
    this.rows = new SegmentRows(this.history, drafts);
  }

  /** The differences, in the order of the ids. */
  public List<SegmentDiff> of(Collection<String> ids) {
    List<LocalDate> dates = List.of(evaluated.date());
    try (Customer.Features features = new Customer(history).stored(dates)) {
      Dataset<Row> measured =
          rows.measured(features.rows(), dates).persist(StorageLevel.MEMORY_AND_DISK());
      Thresholds thresholds =
          Thresholds.of(lakehouse, drafts.thresholds(measured, features.statistics()));
      Dataset<Row> judged = drafts.withThresholds(measured, thresholds.rows());
      Dataset<Row> sides = sides(judged, ids).persist(StorageLevel.MEMORY_AND_DISK());
      try {
        return diffs(ids, totals(sides, judged), samples(sides, judged));
      } finally {
        sides.unpersist();
        measured.unpersist();
      }
    }
  }

  /** segment_id, customer_id, segment, side: one row for each person in, or perhaps in. */
  private Dataset<Row> sides(Dataset<Row> judged, Collection<String> ids) {
    Dataset<Row> ordinals = rows.ordinals().where(col("segment_id").isin(ids.toArray()));
    Dataset<Row> drafted =
        drafts
            .evaluate(judged)
            .join(broadcast(ordinals), "segment")
            .select(col("segment_id"), col("customer_id"), col("state"));
    Dataset<Row> now =
        new Members(lakehouse, history.zone())
            .now(evaluated)
            .where(col("segment_id").isin(ids.toArray()))
            .select(col("segment_id"), col("customer_id"), lit(true).as("is_in"));
    Column drafts = coalesce(col("state").equalTo("in"), lit(false));
    return now.join(drafted, new String[] {"segment_id", "customer_id"}, "full_outer")
        .withColumn(
            "side",
            when(col("is_in").and(drafts), Side.STAYING.name())
                .when(drafts, Side.ENTERING.name())
                .when(col("is_in"), Side.LEAVING.name())
                .otherwise(Side.UNKNOWN.name()))
        .join(broadcast(ordinals.drop("version")), "segment_id")
        .select("segment_id", "customer_id", "segment", "side");
  }

  private static Map<String, Map<Side, Crowd>> totals(Dataset<Row> sides, Dataset<Row> judged) {
    Dataset<Row> money = judged.select("customer_id", "revenue_365d", "known_margin_365d");
    Map<String, Map<Side, Crowd>> totals = new HashMap<>();
    sides
        .join(money, "customer_id", "left")
        .groupBy("segment_id", "side")
        .agg(count(lit(1)), sumOf("revenue_365d"), sumOf("known_margin_365d"))
        .collectAsList()
        .forEach(
            row ->
                totals
                    .computeIfAbsent(row.getString(0), id -> new EnumMap<>(Side.class))
                    .put(
                        Side.valueOf(row.getString(1)),
                        new Crowd(row.getLong(2), row.getDecimal(3), row.getDecimal(4))));
    return totals;
  }

  private Map<String, Map<Side, List<Sample>>> samples(Dataset<Row> sides, Dataset<Row> judged) {
    Column place = row_number().over(Window.partitionBy("segment_id", "side").orderBy(PAIR[1]));
    Dataset<Row> some =
        sides
            .where(col("side").isin(Side.ENTERING.name(), Side.LEAVING.name()))
            .withColumn("place", place)
            .where(col("place").leq(SAMPLES));
    Map<String, Map<Side, List<Sample>>> samples = new HashMap<>();
    judged
        .join(broadcast(some), "customer_id", "right")
        .orderBy(PAIR)
        .select(
            col("segment_id"),
            col("side"),
            col("customer_id"),
            coalesce(drafts.reason(col("segment")), lit("")))
        .collectAsList()
        .forEach(
            row ->
                samples
                    .computeIfAbsent(row.getString(0), id -> new EnumMap<>(Side.class))
                    .computeIfAbsent(Side.valueOf(row.getString(1)), side -> new ArrayList<>())
                    .add(new Sample(row.getLong(2), row.getString(3))));
    return samples;
  }

  private static List<SegmentDiff> diffs(
      Collection<String> ids,
      Map<String, Map<Side, Crowd>> totals,
      Map<String, Map<Side, List<Sample>>> samples) {
    return ids.stream()
        .map(
            id -> {
              Map<Side, Crowd> crowds = totals.getOrDefault(id, Map.of());
              return new SegmentDiff(
                  id,
                  crowds.getOrDefault(Side.STAYING, Crowd.NOBODY),
                  crowds.getOrDefault(Side.ENTERING, Crowd.NOBODY),
                  crowds.getOrDefault(Side.LEAVING, Crowd.NOBODY),
                  crowds.getOrDefault(Side.UNKNOWN, Crowd.NOBODY).persons(),
                  samples.getOrDefault(id, Map.of()));
            })
        .toList();
  }

  private static Column sumOf(String amount) {
    return coalesce(sum(col(amount)), lit(0)).cast("decimal(28,4)");
  }
}
