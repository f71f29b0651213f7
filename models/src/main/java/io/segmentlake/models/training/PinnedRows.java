package io.segmentlake.models.training;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Training rows from which one core and two learn the same. */
public final class PinnedRows {
  private PinnedRows() {}

  /**
   * The rows as they are now, in an order that neither their source nor the number of cores
   * decides. Two partitions, because MLlib adds up their sums in the order in which they finish,
   * and of two numbers the sum does not depend on it.
   *
   * @param rows one per customer_id and as_of
   */
  public static Dataset<Row> of(Dataset<Row> rows) {
    return of(rows, List.of("customer_id", "as_of"));
  }

  /**
   * The same for rows of which there are several for a person and date.
   *
   * @param key columns that name a row, among them customer_id
   */
  public static Dataset<Row> of(Dataset<Row> rows, List<String> key) {
    // Not a cache: each of many later plans would be analysed with all that led to the rows.
    return rows.repartition(2, col("customer_id"))
        .sortWithinPartitions(key.stream().map(name -> col(name)).toArray(Column[]::new))
        .localCheckpoint();
  }
}
