package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.pipelines.Lakehouse;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What was evaluated at a date: of each segment the version that answers there.
 *
 * @param byId evaluations by segment; of two versions the newer one
 */
public record EvaluatedSegments(LocalDate date, Map<String, Evaluation> byId) {

  /**
   * One row of segments.evaluations.
   *
   * @param membersHash order-free, of the members' ids
   * @param thresholds that the rule compared with; a value is null where nobody had one
   * @param seq ingest run up to which data was known
   */
  public record Evaluation(
      int version,
      long base,
      long members,
      long unknown,
      BigDecimal membersHash,
      Map<String, BigDecimal> thresholds,
      long seq) {}

  /** All dates evaluated up to one, ascending. */
  public static TreeSet<LocalDate> dates(Lakehouse lakehouse, LocalDate upTo) {
    TreeSet<LocalDate> dates = new TreeSet<>();
    lakehouse
        .read(SegmentTables.EVALUATIONS)
        .where(col("as_of").leq(lit(Date.valueOf(upTo))))
        .select("as_of")
        .distinct()
        .collectAsList()
        .forEach(row -> dates.add(row.getDate(0).toLocalDate()));
    return dates;
  }

  /** The evaluations of a date; none where it was not evaluated. */
  public static EvaluatedSegments at(Lakehouse lakehouse, LocalDate date) {
    Map<String, Evaluation> byId = new TreeMap<>();
    lakehouse
        .read(SegmentTables.EVALUATIONS)
        .where(col("as_of").equalTo(lit(Date.valueOf(date))))
        .orderBy("version")
        .select(
            "segment_id",
            "version",
            "base",
            "members",
            "unknown",
            "members_hash",
            "thresholds",
            "arrived_seq")
        .collectAsList()
        .forEach(
            row ->
                byId.put(
                    row.getString(0),
                    new Evaluation(
                        row.getInt(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getDecimal(5),
                        Thresholds.parsed(row.getString(6)),
                        row.getLong(7))));
    return new EvaluatedSegments(date, byId);
  }

  public boolean isEmpty() {
    return byId.isEmpty();
  }

  public Optional<Evaluation> of(String segmentId) {
    return Optional.ofNullable(byId.get(segmentId));
  }

  /** The last ingest run that any of the evaluations saw. */
  public long seq() {
    return byId.values().stream().mapToLong(Evaluation::seq).max().orElse(0);
  }

  /** as_of, name, value of all thresholds. */
  Dataset<Row> thresholds(Lakehouse lakehouse) {
    Map<String, BigDecimal> values = new TreeMap<>();
    byId.values().forEach(e -> values.putAll(e.thresholds()));
    List<Row> rows = new ArrayList<>();
    values.forEach(
        (name, value) ->
            rows.add(
                RowFactory.create(
                    Date.valueOf(date), name, value == null ? null : value.setScale(4))));
    return lakehouse
        .spark()
        .createDataFrame(
            rows,
            new StructType()
                .add("as_of", "date")
                .add("name", "string")
                .add("value", "decimal(28,4)"));
  }

  /** segment_id, version. */
  Dataset<Row> versions(Lakehouse lakehouse) {
    List<Row> rows = new ArrayList<>();
    byId.forEach((id, evaluation) -> rows.add(RowFactory.create(id, evaluation.version())));
    return lakehouse
        .spark()
        .createDataFrame(rows, new StructType().add("segment_id", "string").add("version", "int"));
  }
}
