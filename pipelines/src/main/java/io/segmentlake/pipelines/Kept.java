package io.segmentlake.pipelines;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows held while one table is written: each is asked several questions, and each answer would else
 * read and plan all that leads to them again.
 */
public final class Kept implements AutoCloseable {
  private final List<Dataset<Row>> held = new ArrayList<>();

  /**
   * The same rows, held until the end: few ones on the driver, where questions about them need
   * hardly a plan; others with the executors, from their first use.
   */
  public Dataset<Row> of(Dataset<Row> rows) {
    return Compilation.isForFew(rows.sparkSession())
        ? FewRows.of(rows).map(FewRows::dataset).orElseGet(() -> persisted(rows))
        : persisted(rows);
  }

  private Dataset<Row> persisted(Dataset<Row> rows) {
    Dataset<Row> kept = rows.persist(StorageLevel.MEMORY_AND_DISK());
    held.add(kept);
    return kept;
  }

  /** Lets go of the last first: Spark would plan rows again that are made of others let go. */
  @Override
  public void close() {
    while (!held.isEmpty()) {
      held.remove(held.size() - 1).unpersist();
    }
  }
}
