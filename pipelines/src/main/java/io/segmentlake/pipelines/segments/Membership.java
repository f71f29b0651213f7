package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/**
 * Keeps segments.membership. Only persons whose membership changes are written: someone who leaves
 * gets an end; what late data or a backfill shows to have been untrue is no longer known, and the
 * truth is added beside it. A version that the run no longer asks ends for everybody who was in.
 */
final class Membership {
  private static final List<String> PAIR = List.of("segment_id", "version", "customer_id");
  private final Lakehouse lakehouse;
  private final EvaluatedDates dates;
  private final long seq;

  /**
   * A writer.
   *
   * @param dates that the run evaluated
   * @param seq ingest run up to which data was known
   */
  Membership(Lakehouse lakehouse, EvaluatedDates dates, long seq) {
    this.lakehouse = lakehouse;
    this.dates = dates;
    this.seq = seq;
  }

  /**
   * Applies a run.
   *
   * @param members one row per segment, version, person and date in: segment_id, version,
   *     customer_id, as_of
   * @param reasons gives reasons for entries and exits
   */
  Written apply(Dataset<Row> members, Reasons reasons) {
    try (Kept kept = new Kept()) {
      Dataset<Row> operations = kept.of(reasons.of(operations(members), dates));
      Dataset<Row> inserts =
          operations
              .where("op = 'add'")
              .withColumn("known_from", lit(seq))
              .withColumn("known_to", lit(null).cast("bigint"))
              .withColumn("is_open", col("valid_to").isNull());
      Dataset<Row> closes =
          operations
              .where("op <> 'add'")
              .select(
                  col("segment_id"),
                  col("version"),
                  col("customer_id"),
                  col("valid_from"),
                  col("known_from"),
                  col("valid_to"),
                  when(col("op").equalTo("forget"), lit(seq)).as("known_to"),
                  col("reason_out"),
                  lit(false).as("is_open"),
                  col("op").notEqual("forget").or(col("valid_to").isNull()).as(Lakehouse.LIES_IN));
      return lakehouse.insertAndClose(
          SegmentTables.MEMBERSHIP,
          inserts,
          closes,
          List.of("segment_id", "version", "customer_id", "valid_from", "known_from"),
          List.of("valid_to", "known_to", "reason_out", "is_open"));
    }
  }

  /**
   * segment_id, version, customer_id, op, valid_from, valid_to, known_from, reason_in, reason_out.
   */
  private Dataset<Row> operations(Dataset<Row> members) {
    Dataset<Row> found =
        members
            .join(broadcast(dates.indexes(lakehouse.spark())), "as_of")
            .groupBy(columns(PAIR))
            .agg(collect_list("index").as("found"));
    Column splice =
        udf(new Splice(dates.instants()), DataType.fromDDL(IntervalOperations.RETURNS))
            .apply(col("stored"), col("found"), col("next"), col("last"), col("ends"));
    Column reasonOut =
        when(col("ends").isNotNull().and(col("o.op").notEqual("forget")), col("ending"))
            .otherwise(col("o.reason_out"));
    return stored()
        .join(found, PAIR.toArray(String[]::new), "full_outer")
        .where(
            expr("not (coalesce(stays, false) and size(found) = " + dates.instants().length + ")")
                .or(col("found").isNull())
                .or(col("stays").isNull()))
        .join(
            broadcast(dates.neighbours(lakehouse.spark())), new String[] {"segment_id", "version"})
        .select(
            col("segment_id"),
            col("version"),
            col("customer_id"),
            col("ends"),
            col("ending"),
            explode(splice).as("o"))
        .select(
            col("segment_id"),
            col("version"),
            col("customer_id"),
            col("o.op"),
            instant("o.valid_from").as("valid_from"),
            instant("o.valid_to").as("valid_to"),
            col("o.known_from"),
            col("o.reason_in"),
            reasonOut.as("reason_out"));
  }

  /**
   * Intervals that the run may change, by pair; {@code stays}: one that lasts and began no later.
   */
  private Dataset<Row> stored() {
    Column row =
        struct(
            micros("valid_from"),
            micros("valid_to"),
            col("known_from"),
            col("reason_in"),
            col("reason_out"));
    return lakehouse
        .read(SegmentTables.MEMBERSHIP)
        .where(col("known_to").isNull())
        .where(col("is_open").or(col("valid_to").geq(dates.firstChange())))
        .groupBy(columns(PAIR))
        .agg(
            collect_list(row).as("stored"),
            expr("count(*) = 1 and bool_and(valid_to is null and unix_micros(valid_from) <= "
                    + dates.instants()[0]
                    + ")")
                .as("stays"));
  }

  private static Column micros(String name) {
    return expr("unix_micros(" + name + ")").as(name);
  }

  private static Column instant(String name) {
    return expr("timestamp_micros(" + name + ")");
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(c -> col(c)).toArray(Column[]::new);
  }
}
