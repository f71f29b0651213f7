package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.segments.EvaluatedSegments.Evaluation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Segments of a past date, evaluated again from the rows of the ledger and of silver, and compared
 * with what was published. Nothing is written, and no old version of a table is needed.
 *
 * @param segmentId evaluated at the date
 * @param published members that its evaluation counted
 * @param again members that there are now
 * @param entering members now who were not published
 * @param leaving members published who are none now
 * @param isSame whether both are the same persons, by the hash of their ids
 */
public record Reproduction(
    String segmentId,
    int version,
    long published,
    long again,
    long entering,
    long leaving,
    boolean isSame) {

  /**
   * One comparison for each segment that was evaluated at the date in the version given.
   *
   * @param compiled the definitions of then
   * @param knownAt ingest run up to which data is seen; empty for that of the evaluation
   */
  public static List<Reproduction> of(
      Lakehouse lakehouse,
      ZoneId zone,
      CompiledSegments compiled,
      EvaluatedSegments evaluated,
      OptionalLong knownAt) {
    List<LocalDate> dates = List.of(evaluated.date());
    long seq = knownAt.orElse(evaluated.seq());
    CustomerHistory history = new CustomerHistory(lakehouse, zone, seq);
    SegmentRows rows = new SegmentRows(history, compiled);
    try (Customer.Features features = new Customer(history).at(dates)) {
      Dataset<Row> measured = rows.measured(features.rows(), dates);
      Thresholds thresholds =
          Thresholds.of(lakehouse, compiled.thresholds(measured, features.statistics()));
      Dataset<Row> again =
          compiled
              .evaluate(compiled.withThresholds(measured, thresholds.rows()))
              .where("state = 'in'")
              .join(broadcast(rows.ordinals()), "segment")
              .select(col("segment_id"), col("version"), col("customer_id"), lit(1).as("again"));
      Dataset<Row> published =
          new Members(lakehouse, zone)
              .at(evaluated.date(), OptionalLong.of(evaluated.seq()))
              .select(col("segment_id"), col("version"), col("customer_id"), lit(1).as("before"));
      return compared(compiled, evaluated, again, published);
    }
  }

  private static List<Reproduction> compared(
      CompiledSegments compiled,
      EvaluatedSegments evaluated,
      Dataset<Row> again,
      Dataset<Row> published) {
    Column isIn = col("again").isNotNull();
    Column wasIn = col("before").isNotNull();
    Map<String, Row> counts = new HashMap<>();
    again
        .join(published, new String[] {"segment_id", "version", "customer_id"}, "full_outer")
        .groupBy("segment_id", "version")
        .agg(
            count(when(isIn, lit(1))),
            count(when(isIn.and(col("before").isNull()), lit(1))),
            count(when(wasIn.and(col("again").isNull()), lit(1))),
            SegmentCount.membersHash(when(isIn, col("customer_id"))))
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0) + " " + row.getInt(1), row));
    List<Reproduction> all = new ArrayList<>();
    compiled
        .segments()
        .forEach(
            segment ->
                evaluated
                    .of(segment.id())
                    .filter(e -> e.version() == segment.definition().version())
                    .ifPresent(
                        e ->
                            all.add(
                                of(
                                    segment.id(),
                                    e,
                                    counts.get(segment.id() + " " + e.version())))));
    return all;
  }

  private static Reproduction of(String id, Evaluation evaluation, Row counts) {
    long again = counts == null ? 0 : counts.getLong(2);
    BigDecimal hash = counts == null ? BigDecimal.ZERO : counts.getDecimal(5);
    return new Reproduction(
        id,
        evaluation.version(),
        evaluation.members(),
        again,
        counts == null ? 0 : counts.getLong(3),
        counts == null ? 0 : counts.getLong(4),
        again == evaluation.members() && hash.compareTo(evaluation.membersHash()) == 0);
  }
}
