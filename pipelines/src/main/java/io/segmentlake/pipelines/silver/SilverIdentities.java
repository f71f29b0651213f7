package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.BronzeTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Keeps silver.identities: one row per native customer id ever seen. */
public final class SilverIdentities {
  private final Lakehouse lakehouse;

  public SilverIdentities(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** Adds the ids that ingest run {@code seq} saw for the first time. */
  public Written apply(long seq) {
    Arrivals arrivals = new Arrivals(lakehouse, seq);
    if (!arrivals.brings(BronzeTables.CONTACTS)) {
      return Written.unchanged(SilverTables.IDENTITIES, lakehouse.version(SilverTables.IDENTITIES));
    }
    Dataset<Row> seen =
        arrivals
            .brought(BronzeTables.CONTACTS)
            .select("customer_id", "system", "native_id")
            .distinct();
    Dataset<Row> known =
        lakehouse.read(SilverTables.IDENTITIES).select("customer_id", "system", "native_id");
    Dataset<Row> first =
        seen.join(known, new String[] {"customer_id", "system", "native_id"}, "left_anti")
            .withColumn("arrived_seq", lit(seq));
    return lakehouse.append(
        SilverTables.IDENTITIES, first.where(col("native_id").isNotNull()), "silver", seq);
  }
}
