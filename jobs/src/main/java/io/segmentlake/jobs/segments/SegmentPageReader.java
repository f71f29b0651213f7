package io.segmentlake.jobs.segments;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.RankEdge;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import io.segmentlake.pipelines.segments.EvaluatedSegments.Evaluation;
import io.segmentlake.pipelines.segments.Members;
import io.segmentlake.pipelines.segments.SegmentTables;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads what is known of one segment at a date. */
public final class SegmentPageReader {
  /** A quarter: the span in which reasons are counted. */
  private static final int DAYS_OF_REASONS = 91;

  private static final int DAYS_OF_TREND = 365;
  private static final int OVERLAPS = 5;
  private static final int SAMPLES = 5;

  private final RunContext context;
  private final Lakehouse lakehouse;
  private final EvaluatedSegments evaluated;
  private final ZoneId zone;

  public SegmentPageReader(RunContext context, EvaluatedSegments evaluated) {
    this.context = context;
    this.lakehouse = context.lakehouse();
    this.evaluated = evaluated;
    this.zone = context.shop().zone();
  }

  /**
   * Reads a segment that was evaluated at the date.
   *
   * @param id of the segment
   */
  public SegmentPage read(String id) {
    Evaluation evaluation = evaluated.of(id).orElseThrow();
    Dataset<Row> members = new Members(lakehouse, zone).now(evaluated);
    Dataset<Row> own = members.where(col("segment_id").equalTo(id)).select("customer_id");
    return new SegmentPage(
        id,
        evaluated.date(),
        definition(lakehouse, id, evaluation.version()),
        evaluation,
        size(id),
        everybody(),
        context.shop().currency(),
        trend(id),
        thresholds(evaluation),
        reasons(id),
        overlaps(id, members, own),
        own.orderBy("customer_id").limit(SAMPLES).collectAsList().stream()
            .map(row -> new CustomerId(row.getLong(0)).text())
            .toList());
  }

  /** The row of segments.definitions. */
  static Row definition(Lakehouse lakehouse, String id, int version) {
    return lakehouse
        .read(SegmentTables.DEFINITIONS)
        .where(col("segment_id").equalTo(id).and(col("version").equalTo(version)))
        .head();
  }

  private Row size(String id) {
    return lakehouse
        .read(SegmentTables.SIZES)
        .where(col("segment_id").equalTo(id).and(isOn(evaluated.date())))
        .orderBy(col("version").desc())
        .head();
  }

  /** All who were evaluated, as the evaluation knew them. */
  private SegmentPage.Worth everybody() {
    CustomerHistory history = new CustomerHistory(lakehouse, zone, evaluated.seq());
    try (Customer.Features features = new Customer(history).stored(List.of(evaluated.date()))) {
      Row row =
          features
              .rows()
              .agg(
                  coalesce(sum("revenue_365d"), lit(0)).cast("decimal(28,4)"),
                  avg("average_order_value").cast("decimal(18,4)"))
              .head();
      return new SegmentPage.Worth(row.getDecimal(0), row.getDecimal(1));
    }
  }

  private TreeMap<LocalDate, Long> trend(String id) {
    TreeMap<LocalDate, Long> sizes = new TreeMap<>();
    lakehouse
        .read(SegmentTables.SIZES)
        .where(col("segment_id").equalTo(id).and(upTo(DAYS_OF_TREND)))
        .orderBy("version")
        .select("as_of", "members")
        .collectAsList()
        .forEach(row -> sizes.put(row.getDate(0).toLocalDate(), row.getLong(1)));
    return sizes;
  }

  /** By what they say; a rank that is no longer defined keeps its key. */
  private Map<String, BigDecimal> thresholds(Evaluation evaluation) {
    Map<String, String> texts = new HashMap<>();
    CompiledSegments.of(
            SegmentCatalogue.load(context.configuration().resolve("segments")).segments())
        .rankEdges()
        .forEach((RankEdge edge) -> texts.put(edge.key(), edge.text()));
    Map<String, BigDecimal> thresholds = new TreeMap<>();
    evaluation
        .thresholds()
        .forEach((key, value) -> thresholds.put(texts.getOrDefault(key, key), value));
    return thresholds;
  }

  private List<Row> reasons(String id) {
    return lakehouse
        .read(SegmentTables.CHANGES)
        .where(col("segment_id").equalTo(id).and(upTo(DAYS_OF_REASONS)))
        .groupBy(col("change"), ReasonKinds.of(col("reason")).as("reason"))
        .agg(count(lit(1)).as("persons"))
        .orderBy(col("persons").desc(), col("reason"))
        .collectAsList();
  }

  /** segment_id, persons in both, the largest first. */
  private List<Row> overlaps(String id, Dataset<Row> members, Dataset<Row> own) {
    return members
        .where(col("segment_id").notEqual(id))
        .join(
            own.withColumnRenamed("customer_id", "own_id"),
            col("customer_id").equalTo(col("own_id")))
        .groupBy("segment_id")
        .agg(count(lit(1)).as("persons"))
        .orderBy(col("persons").desc(), col("segment_id"))
        .limit(OVERLAPS)
        .collectAsList();
  }

  private org.apache.spark.sql.Column upTo(int days) {
    LocalDate date = evaluated.date();
    return col("as_of")
        .leq(lit(Date.valueOf(date)))
        .and(col("as_of").gt(lit(Date.valueOf(date.minusDays(days)))));
  }

  private static org.apache.spark.sql.Column isOn(LocalDate date) {
    return col("as_of").equalTo(lit(Date.valueOf(date)));
  }
}
