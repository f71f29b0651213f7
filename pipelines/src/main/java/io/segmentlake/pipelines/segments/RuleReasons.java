package io.segmentlake.pipelines.segments;

import io.segmentlake.models.segments.CompiledSegments;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reasons from the rules themselves: the parts that held or failed, with the values observed. */
record RuleReasons(CompiledSegments compiled, Dataset<Row> judged) implements Reasons {

  @Override
  public Dataset<Row> of(Dataset<Row> operations, EvaluatedDates dates) {
    return operations;
  }
}
