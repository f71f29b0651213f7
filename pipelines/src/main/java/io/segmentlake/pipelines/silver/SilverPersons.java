package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps silver.persons: customers with the same valid address are one person, represented by the
 * one with the earliest first event (ties, and none with an event: by the smallest id). Reversible:
 * a merge that no longer holds gets an end, and so does a representative when an earlier event of
 * another customer arrives late.
 *
 * <p>A run looks at the addresses, old and new, of customers whose contact data or first event it
 * changed; everybody else's person stays.
 */
public final class SilverPersons {
  private static final Timestamp NEVER = Timestamp.valueOf("9999-01-01 00:00:00");
  private final Lakehouse lakehouse;

  public SilverPersons(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /**
   * Compares the merges that hold after ingest run {@code seq} with those stored; contacts and
   * first events must be there.
   */
  public Written apply(long seq) {
    try (Kept kept = new Kept()) {
      Dataset<Row> touched =
          kept.of(
              changed(SilverTables.CONTACTS, seq)
                  .union(changed(SilverTables.FIRST_EVENTS, seq))
                  .distinct());
      return touched.isEmpty()
          ? Written.unchanged(SilverTables.PERSONS, lakehouse.version(SilverTables.PERSONS))
          : write(seq, touched, kept);
    }
  }

  private Written write(long seq, Dataset<Row> touched, Kept kept) {
    Dataset<Row> sharing = kept.of(sharing(seq, touched));
    Dataset<Row> looked = sharing.select("customer_id").union(touched).distinct();
    Dataset<Row> stored =
        lakehouse
            .read(SilverTables.PERSONS)
            .where(col("known_to").isNull())
            .join(looked, "customer_id", "left_semi");
    Dataset<Row> changes =
        kept.of(
            merged(sharing)
                .join(stored, "customer_id", "full_outer")
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

  /** Customers of whom the run added or closed a row. */
  private Dataset<Row> changed(Table table, long seq) {
    return lakehouse
        .read(table)
        .where(col("arrived_seq").equalTo(seq).or(col("superseded_seq").equalTo(seq)))
        .select("customer_id");
  }

  /** customer_id, email_normalised of all who have an address that some customers have or had. */
  private Dataset<Row> sharing(long seq, Dataset<Row> touched) {
    Dataset<Row> addresses =
        lakehouse
            .read(SilverTables.CONTACTS)
            .where(col("is_email_valid"))
            .select("customer_id", "email_normalised", "superseded_seq");
    Dataset<Row> affected =
        addresses
            .where(col("superseded_seq").isNull().or(col("superseded_seq").equalTo(seq)))
            .join(touched, "customer_id", "left_semi")
            .select("email_normalised");
    return addresses
        .where(col("superseded_seq").isNull())
        .drop("superseded_seq")
        .join(affected, "email_normalised", "left_semi");
  }

  /** One row per customer represented by another: customer_id, new_person_id. */
  private Dataset<Row> merged(Dataset<Row> sharing) {
    Dataset<Row> persons =
        sharing
            .join(SilverFirstEvents.of(sharing, lakehouse), "customer_id", "left")
            .groupBy("email_normalised")
            .agg(
                min_by(
                        col("customer_id"),
                        struct(coalesce(col("first_at"), lit(NEVER)), col("customer_id")))
                    .as("new_person_id"));
    return sharing
        .join(persons, "email_normalised")
        .where(col("customer_id").notEqual(col("new_person_id")))
        .select("customer_id", "new_person_id");
  }

  /** customer → person as known at {@code seq}; customers not in it represent themselves. */
  public static Dataset<Row> asOf(Lakehouse lakehouse, long seq) {
    return lakehouse
        .read(SilverTables.PERSONS)
        .where(col("known_from").leq(seq).and(col("known_to").isNull().or(col("known_to").gt(seq))))
        .select("customer_id", "person_id");
  }
}
