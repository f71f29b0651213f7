package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import io.segmentlake.models.streams.Streams;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.BronzeTables;
import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps silver.persons: customers with the same valid address are one person, represented by the
 * one registered first (ties, and none registered: by the smallest id). Reversible: a merge that no
 * longer holds gets an end.
 */
public final class SilverPersons {
  private static final Timestamp NEVER = Timestamp.valueOf("9999-01-01 00:00:00");
  private final Lakehouse lakehouse;

  public SilverPersons(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** Compares the merges that hold after ingest run {@code seq} with those stored. */
  public Written apply(long seq) {
    Arrivals arrivals = new Arrivals(lakehouse, seq);
    boolean mayChange =
        arrivals.withdrawsFiles()
            || arrivals.brings(BronzeTables.CONTACTS)
            || arrivals.brings(Streams.named("customers").bronze());
    if (!mayChange) {
      return Written.unchanged(SilverTables.PERSONS, lakehouse.version(SilverTables.PERSONS));
    }
    Dataset<Row> now = merged().withColumnRenamed("person_id", "new_person_id");
    Dataset<Row> stored = lakehouse.read(SilverTables.PERSONS).where(col("known_to").isNull());
    try (Kept kept = new Kept()) {
      Dataset<Row> changes =
          kept.of(
              now.join(stored, "customer_id", "full_outer")
                  .where(not(col("new_person_id").eqNullSafe(col("person_id")))));
      return lakehouse.insertAndClose(
          SilverTables.PERSONS,
          changes
              .where(col("new_person_id").isNotNull())
              .select(
                  col("customer_id"),
                  col("new_person_id").as("person_id"),
                  lit(seq).as("known_from"),
                  lit(null).cast("bigint").as("known_to")),
          changes
              .where(col("person_id").isNotNull())
              .select(col("customer_id"), col("known_from"), lit(seq).as("known_to")),
          List.of("customer_id", "known_from"),
          List.of("known_to"));
    }
  }

  /** One row per customer represented by another. */
  private Dataset<Row> merged() {
    Dataset<Row> registered =
        lakehouse.live(SilverTables.CUSTOMERS).select("customer_id", "registered_at");
    Dataset<Row> addresses =
        lakehouse
            .live(SilverTables.CONTACTS)
            .where(col("is_email_valid"))
            .select("customer_id", "email_normalised");
    Dataset<Row> persons =
        addresses
            .join(registered, "customer_id", "left")
            .groupBy("email_normalised")
            .agg(
                count(lit(1)).as("customers"),
                min_by(
                        col("customer_id"),
                        struct(coalesce(col("registered_at"), lit(NEVER)), col("customer_id")))
                    .as("person_id"))
            .where(col("customers").gt(1));
    return addresses
        .join(persons, "email_normalised")
        .where(col("customer_id").notEqual(col("person_id")))
        .select("customer_id", "person_id");
  }

  /** customer → person as known at {@code seq}; customers not in it represent themselves. */
  public static Dataset<Row> asOf(Lakehouse lakehouse, long seq) {
    return lakehouse
        .read(SilverTables.PERSONS)
        .where(col("known_from").leq(seq).and(col("known_to").isNull().or(col("known_to").gt(seq))))
        .select("customer_id", "person_id");
  }
}
