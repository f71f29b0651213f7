package io.segmentlake.jobs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.LocalSession;
import io.segmentlake.jobs.s3.FaultProxy.Fault;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.ContentHash;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables of a lakehouse on S3, by Spark and by Delta's kernel. */
class S3LakehouseTest {
  private static final Table STOCK =
      Table.of(
          "silver.stock_test",
          "One row per product.",
          Column.of("product_id", "string", "Product"),
          Column.of("quantity", "int", "Pieces"),
          Column.of("arrived_seq", "bigint", "Run"),
          Column.of("superseded_seq", "bigint", "Run that replaced it"));

  @RegisterExtension static final S3Server SERVER = S3Server.checking();

  private final SparkSession spark = LocalSession.open();

  @Test
  void writesReplacesClosesAndReads() {
    Lakehouse lakehouse = lakehouse("tables", SERVER.address());
    lakehouse.append(STOCK, rows(row("tea", 3, 1L, null), row("milk", 1, 1L, null)), "test", 1);
    lakehouse.append(STOCK, rows(row("salt", 7, 2L, null)), "test", 2);
    Written again = lakehouse.append(STOCK, rows(row("salt", 7, 2L, null)), "test", 2);
    lakehouse.insertAndClose(
        STOCK,
        rows(row("tea", 5, 3L, null)),
        rows(row("tea", null, 1L, 3L)).select("product_id", "arrived_seq", "superseded_seq"),
        List.of("product_id", "arrived_seq"),
        List.of("superseded_seq"));

    assertThat(again.status()).isEqualTo(Written.Status.NO_CHANGE);
    assertThat(lakehouse.read(STOCK).collectAsList())
        .containsExactlyInAnyOrder(
            row("tea", 3, 1L, 3L),
            row("milk", 1, 1L, null),
            row("salt", 7, 2L, null),
            row("tea", 5, 3L, null));

    Written replaced = lakehouse.replace(STOCK, rows(row("tea", 9, 4L, null)));
    assertThat(lakehouse.read(STOCK).collectAsList()).containsExactly(row("tea", 9, 4L, null));
    assertThat(replaced.content()).isEqualTo(ContentHash.of(lakehouse.read(STOCK)));
  }

  @Test
  void writesEachRowOnceThoughTheAnswersToAllCommitsAreLost() throws IOException {
    Set<String> lost = new HashSet<>();
    try (FaultProxy proxy =
        FaultProxy.before(
            SERVER.port(),
            (method, path) ->
                method.equals("PUT") && path.matches(".*/_delta_log/0+\\d.json") && lost.add(path)
                    ? Fault.LOST
                    : Fault.NONE)) {
      Lakehouse lakehouse = lakehouse("answers", proxy.address());
      lakehouse.append(STOCK, rows(row("tea", 3, 1L, null)), "test", 1);
      lakehouse.append(STOCK, rows(row("milk", 1, 2L, null)), "test", 2);

      assertThat(lakehouse.version(STOCK)).isEqualTo(1);
      assertThat(proxy.faults()).hasSize(2);
      assertThat(lakehouse.read(STOCK).collectAsList())
          .containsExactlyInAnyOrder(row("tea", 3, 1L, null), row("milk", 1, 2L, null));
    }
  }

  private Lakehouse lakehouse(String bucket, String address) {
    SERVER
        .bucket(bucket, address)
        .forEach((key, value) -> spark.sparkContext().hadoopConfiguration().set(key, value));
    return Lakehouse.open(spark, "s3a://" + bucket + "/lakehouse");
  }

  private Dataset<Row> rows(Row... rows) {
    return spark.createDataFrame(List.of(rows), STOCK.structType());
  }

  private static Row row(Object... values) {
    return RowFactory.create(values);
  }
}
