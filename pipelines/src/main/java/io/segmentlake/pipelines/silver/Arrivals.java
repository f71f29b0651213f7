package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.bronze.BronzeTables;
import io.segmentlake.pipelines.bronze.Ingest;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one ingest run changed in bronze: the rows it brought, and the rows of files it replaced.
 *
 * @param lakehouse where bronze lies
 * @param seq number of the ingest run
 */
record Arrivals(Lakehouse lakehouse, long seq) {

  /** The run's own rows of a bronze table. */
  Dataset<Row> brought(Table bronze) {
    return lakehouse.read(bronze).where(col("arrived_seq").equalTo(seq));
  }

  /** Whether the run has own rows in a bronze table. */
  boolean brings(Table bronze) {
    long last = lakehouse.appliedThrough(bronze, Ingest.APPLICATION);
    boolean isKnown = last >= 0 && last <= seq;
    return isKnown ? last == seq : !brought(bronze).isEmpty();
  }

  /** Rows of files that the run replaced; they no longer count. */
  Dataset<Row> withdrawn(Table bronze) {
    Dataset<Row> replaced = files().where(col("superseded_seq").equalTo(seq));
    return lakehouse.read(bronze).join(broadcast(replaced.select("file_id")), "file_id");
  }

  /** All rows of files that are valid after the run. */
  Dataset<Row> valid(Table bronze) {
    Dataset<Row> files = files().where(isValid()).select("file_id");
    return lakehouse
        .read(bronze)
        .where(col("arrived_seq").leq(seq))
        .join(broadcast(files), "file_id");
  }

  /** The state before the run. */
  Arrivals before() {
    return new Arrivals(lakehouse, seq - 1);
  }

  boolean withdrawsFiles() {
    return lakehouse.rows(BronzeTables.FILES).stream()
        .anyMatch(file -> Long.valueOf(seq).equals(file.getAs("superseded_seq")));
  }

  private Column isValid() {
    return col("arrived_seq")
        .leq(seq)
        .and(col("superseded_seq").isNull().or(col("superseded_seq").gt(seq)));
  }

  private Dataset<Row> files() {
    return lakehouse
        .spark()
        .createDataFrame(lakehouse.rows(BronzeTables.FILES), BronzeTables.FILES.structType());
  }
}
