package io.segmentlake.pipelines.activation;

import static org.apache.spark.sql.functions.col;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.RowFactory;

/** Keeps activation.deliveries, the ledger of what was handed over: each key once. */
public final class Deliveries {
  public static final Table TABLE =
      Table.of(
          "activation.deliveries",
          "One row per hand-over of a segment to a destination.",
          Column.of(
              "delivery_key",
              "string",
              "Hash of what was handed over and to whom; the same twice is one"),
          Column.of("segment_id", "string", "Segment"),
          Column.of("version", "int", "Version of its definition"),
          Column.of("as_of", "date", "Business date"),
          Column.of("destination", "string", "Where to"),
          Column.of("rows", "bigint", "Persons handed over"),
          Column.of("withheld", "bigint", "Members who may not be written to"),
          Column.of("delivered_at", "timestamp", "The run's instant"));

  private final Lakehouse lakehouse;

  public Deliveries(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  public boolean contains(String key) {
    return !lakehouse.read(TABLE).where(col("delivery_key").equalTo(key)).isEmpty();
  }

  /** Records a hand-over, once for each key. */
  public Written add(
      String key,
      String segmentId,
      int version,
      LocalDate asOf,
      String destination,
      long rows,
      long withheld,
      Instant at) {
    List<org.apache.spark.sql.Row> row =
        List.of(
            RowFactory.create(
                key,
                segmentId,
                version,
                Date.valueOf(asOf),
                destination,
                rows,
                withheld,
                Timestamp.from(at)));
    return lakehouse.append(
        TABLE, lakehouse.spark().createDataFrame(row, TABLE.structType()), "delivery/" + key, 0);
  }
}
