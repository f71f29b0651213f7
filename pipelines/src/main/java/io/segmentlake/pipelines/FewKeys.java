package io.segmentlake.pipelines;

import static org.apache.spark.sql.functions.broadcast;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keys of customers, mostly those that a day has changed. Where they are few, each task gets all of
 * them, so that the large side of a join stays where it is. Of many, as after a load of history,
 * Spark knows better: they would not fit on the driver, over which they would go.
 */
public final class FewKeys {
  /** About a megabyte of ids. */
  private static final int MOST = 100_000;

  private FewKeys() {}

  /** The same rows, told to be few where they are. */
  public static Dataset<Row> of(Dataset<Row> keys) {
    // More than these are not looked for.
    return keys.limit(MOST + 1).count() <= MOST ? broadcast(keys) : keys;
  }
}
