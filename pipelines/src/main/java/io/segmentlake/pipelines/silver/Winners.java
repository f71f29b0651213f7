package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which of several records of one key is valid. Records of the same content are one, known since
 * the earliest of them; among different contents the later version wins, then the later known, then
 * the larger hash, so that neither the order nor the batching of files matters.
 */
final class Winners {
  private Winners() {}

  /** One row per {@code record_key}, with the columns it came with. */
  static Dataset<Row> of(Dataset<Row> candidates) {
    Column all =
        struct(Arrays.stream(candidates.columns()).map(c -> col(c)).toArray(Column[]::new));
    Dataset<Row> contents =
        candidates
            .groupBy("record_key", "content_hash")
            .agg(
                min("known_at").as("first_known_at"),
                min_by(all, struct(col("known_at"), col("source"), col("file_id"), col("line")))
                    .as("record"));
    return contents
        .groupBy("record_key")
        .agg(
            max_by(
                    col("record"),
                    struct(col("record.version_at"), col("first_known_at"), col("content_hash")))
                .as("record"))
        .select("record.*");
  }
}
