package io.segmentlake.pipelines;

import io.segmentlake.models.tables.Table;

/**
 * What one write did.
 *
 * @param table written
 * @param version Delta version after the write, −1 for a table that does not exist
 * @param content rows written and their hash
 * @param status whether anything was committed
 */
public record Written(Table table, long version, ContentHash content, Status status) {

  /** Outcome of a write. */
  public enum Status {
    WRITTEN,
    /** The same batch had been committed before. */
    NO_CHANGE,
    /** There were no rows: no commit. */
    EMPTY
  }

  /** Nothing was written, for the table is as it should be. */
  public static Written unchanged(Table table, long version) {
    return new Written(table, version, ContentHash.EMPTY, Status.NO_CHANGE);
  }

  /** The table's files are others than before, its rows the same. */
  public static Written rewritten(Table table, long version) {
    return new Written(table, version, ContentHash.EMPTY, Status.WRITTEN);
  }

  /** Nothing was written, for there were no rows. */
  static Written empty(Table table, long version) {
    return new Written(table, version, ContentHash.EMPTY, Status.EMPTY);
  }

  public long rows() {
    return content.rows();
  }
}
