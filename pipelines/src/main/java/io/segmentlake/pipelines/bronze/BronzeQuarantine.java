package io.segmentlake.pipelines.bronze;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.left;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import io.segmentlake.models.tables.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** One row per record that could not be loaded, with the reason. */
record BronzeQuarantine(Verdicts verdicts, FeedPlan plan) {
  private static final Table TABLE = BronzeTables.QUARANTINE;
  private static final int HEX_OF_128_BITS = 32;

  /** The rows in the table's columns, brought by run {@code seq}. */
  Dataset<Row> rows(long seq) {
    return verdicts
        .refused()
        .join(broadcast(paths()), "file_id")
        .withColumn("record_hash", left(sha2(col("raw").cast("binary"), 256), lit(HEX_OF_128_BITS)))
        .withColumn("arrived_seq", lit(seq))
        .select(TABLE.select());
  }

  private Dataset<Row> paths() {
    List<Row> paths =
        plan.arrivals().stream()
            .map(arrival -> RowFactory.create(arrival.fileId(), arrival.file().path()))
            .toList();
    return verdicts
        .rows()
        .sparkSession()
        .createDataFrame(
            paths,
            new StructType().add("file_id", DataTypes.LongType).add("path", DataTypes.StringType));
  }
}
