package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.pipelines.Lakehouse;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Members at a date as they were published up to an ingest run, beside those known now.
 *
 * @param zone of the shop
 * @param evaluated the date, which must have been evaluated by that run
 * @param knownAt the ingest run
 */
public record Hindsight(
    Lakehouse lakehouse, ZoneId zone, EvaluatedSegments evaluated, long knownAt) {
  private static final int SAMPLES = 3;
  private static final Column WAS_IN = col("was_in").isNotNull();
  private static final Column IS_IN = col("is_in").isNotNull();

  /**
   * How many were in a segment then, and are now.
   *
   * @param version that the members then were in; where there were none, the one evaluated last
   * @param onlyThen members then who are none as known now
   * @param onlyNow members as known now who were none then
   */
  public record Counts(
      String segmentId, int version, long then, long now, long onlyThen, long onlyNow) {}

  /** Of all segments evaluated at the date, and of those that had members then, by id. */
  public List<Counts> counts() {
    Map<String, Counts> counts = new TreeMap<>();
    evaluated.byId().forEach((id, e) -> counts.put(id, new Counts(id, e.version(), 0, 0, 0, 0)));
    Column version = coalesce(max("version"), max("now_version"));
    persons()
        .groupBy("segment_id")
        .agg(version, number(WAS_IN), number(IS_IN), number(onlyThen()), number(onlyNow()))
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), counts(row)));
    return List.copyOf(counts.values());
  }

  /** Some who were members of a segment then and are none now, by id. */
  public List<Long> someOnlyThen(String segmentId) {
    return some(segmentId, onlyThen());
  }

  /** Some who are members of a segment as known now and were none then, by id. */
  public List<Long> someOnlyNow(String segmentId) {
    return some(segmentId, onlyNow());
  }

  private List<Long> some(String segmentId, Column which) {
    return persons()
        .where(col("segment_id").equalTo(segmentId).and(which))
        .select("customer_id")
        .orderBy("customer_id")
        .limit(SAMPLES)
        .collectAsList()
        .stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  /** segment_id, customer_id, version (then), was_in, now_version, is_in. */
  private Dataset<Row> persons() {
    Members members = new Members(lakehouse, zone);
    Dataset<Row> then =
        members
            .at(evaluated.date(), OptionalLong.of(knownAt))
            .select(col("segment_id"), col("customer_id"), col("version"), lit(1).as("was_in"));
    Dataset<Row> now =
        members
            .now(evaluated)
            .select(
                col("segment_id"),
                col("customer_id"),
                col("version").as("now_version"),
                lit(1).as("is_in"));
    return then.join(now, new String[] {"segment_id", "customer_id"}, "full_outer");
  }

  private static Column onlyThen() {
    return WAS_IN.and(col("is_in").isNull());
  }

  private static Column onlyNow() {
    return IS_IN.and(col("was_in").isNull());
  }

  private static Column number(Column which) {
    return count(when(which, lit(1)));
  }

  private static Counts counts(Row row) {
    return new Counts(
        row.getString(0),
        row.getInt(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5));
  }
}
