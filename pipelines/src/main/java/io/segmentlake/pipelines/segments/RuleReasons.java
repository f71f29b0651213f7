package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.segments.CompiledSegments;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reasons from the rules themselves: the parts that decided, with the values observed.
 *
 * @param judged the rows that the rules were judged on
 * @param segments segment (ordinal), segment_id, version
 */
record RuleReasons(CompiledSegments compiled, Dataset<Row> judged, Dataset<Row> segments)
    implements Reasons {

  @Override
  public Dataset<Row> of(Dataset<Row> operations, EvaluatedDates dates) {
    Dataset<Row> indexes =
        broadcast(dates.indexes(operations.sparkSession()).select("as_of", "instant"));
    Dataset<Row> numbered =
        operations.join(broadcast(segments), new String[] {"segment_id", "version"}, "left");
    Dataset<Row> entered = with(numbered, indexes, "valid_from", "reason_in");
    return with(entered, indexes, "valid_to", "reason_out").drop("segment");
  }

  private Dataset<Row> with(
      Dataset<Row> rows, Dataset<Row> indexes, String instant, String reason) {
    Column[] columns =
        Arrays.stream(rows.columns())
            .map(c -> c.equals(reason) ? text(reason) : col(c))
            .toArray(Column[]::new);
    return rows.join(indexes, rows.col(instant).equalTo(indexes.col("instant")), "left")
        .drop("instant")
        .join(judged, new String[] {"as_of", "customer_id"}, "left")
        .select(columns);
  }

  /** Intervals that begin or end on none of the run's dates keep the reason they have. */
  private Column text(String reason) {
    return when(col("as_of").isNull().or(col("segment").isNull()), col(reason))
        .otherwise(compiled.reason(col("segment")))
        .as(reason);
  }
}
