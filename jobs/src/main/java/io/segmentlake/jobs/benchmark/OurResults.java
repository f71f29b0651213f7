package io.segmentlake.jobs.benchmark;

import static org.apache.spark.sql.functions.col;

import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.segments.SegmentTables;
import io.segmentlake.pipelines.silver.SilverTables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the product found out, by the shop's own customer numbers, which DuckDB knows, too: the shop
 * is made up or published, and the lakehouse lives in the benchmark's own folder.
 */
final class OurResults {
  static final String CUSTOMER = "customer";

  private final Lakehouse lakehouse;

  OurResults(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** One row per person: customer, and the columns of features.customer. */
  Dataset<Row> features() {
    return named(lakehouse.read(FeatureColumns.CUSTOMER));
  }

  /** One row per segment and member at the last date evaluated: segment_id, customer. */
  Dataset<Row> members() {
    Column isIn = col("is_open").and(col("known_to").isNull());
    return named(lakehouse.read(SegmentTables.MEMBERSHIP).where(isIn))
        .select("segment_id", CUSTOMER);
  }

  private Dataset<Row> named(Dataset<Row> rows) {
    Dataset<Row> names =
        lakehouse
            .read(SilverTables.IDENTITIES)
            .select(col("customer_id"), col("native_id").as(CUSTOMER));
    return rows.join(names, "customer_id", "left");
  }
}
