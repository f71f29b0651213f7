package io.segmentlake.pipelines.bronze;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.dense_rank;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import io.segmentlake.models.sources.StreamMapping;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Keys for records that nothing names: what a line says, and the how manyth line of its file says
 * so.
 *
 * <p>Few lines are repeated in practice. Those that may be are found by a fingerprint first, so
 * that only they are sorted.
 *
 * @param rows with {@code file_id}, {@code line}, {@code content_hash} and the raw text's print
 * @param stream whose columns they have
 * @param number of a row among those of its file that say the same
 */
record EqualLines(Dataset<Row> rows, StreamMapping stream, Column number) {
  /** More than these and sorting all lines costs no more than telling them apart. */
  private static final int FEW = 100_000;

  private static final String PRINT = "fingerprint";
  private static final WindowSpec SAYING_THE_SAME = Window.partitionBy("file_id", "content_hash");

  /** Every line is a record of its own. */
  static EqualLines apart(Dataset<Row> rows, StreamMapping stream) {
    return new EqualLines(rows, stream, row_number().over(SAYING_THE_SAME.orderBy("line")));
  }

  /**
   * Lines with the same raw text are one record; those that differ in a column of the file which
   * the stream does not map are still several.
   */
  static EqualLines same(Dataset<Row> rows, StreamMapping stream) {
    return new EqualLines(
        rows, stream, dense_rank().over(SAYING_THE_SAME.orderBy(Verdicts.RAW_PRINT)));
  }

  /** The rows with {@code record_key}. */
  Dataset<Row> numbered() {
    Dataset<Row> printed = rows.withColumn(PRINT, fingerprint());
    List<Row> repeated =
        printed
            .groupBy("file_id", PRINT)
            .count()
            .where(col("count").gt(1))
            .select("file_id", PRINT)
            .limit(FEW + 1)
            .collectAsList();
    if (repeated.size() > FEW) {
      return keyed(rows, number);
    }
    Dataset<Row> places =
        broadcast(
            rows.sparkSession()
                .createDataFrame(repeated, printed.select("file_id", PRINT).schema()));
    Column isSame =
        printed
            .col("file_id")
            .equalTo(places.col("file_id"))
            .and(printed.col(PRINT).equalTo(places.col(PRINT)));
    Dataset<Row> single = keyed(printed.join(places, isSame, "left_anti"), lit(1));
    Dataset<Row> several = keyed(printed.join(places, isSame, "left_semi"), number);
    return single.union(several).drop(PRINT);
  }

  private Column fingerprint() {
    return xxhash64(stream.openColumns().stream().map(c -> col(c.name())).toArray(Column[]::new));
  }

  private static Dataset<Row> keyed(Dataset<Row> rows, Column number) {
    return rows.withColumn(
        "record_key", concat(col("content_hash"), lit("#"), number.cast("string")));
  }
}
