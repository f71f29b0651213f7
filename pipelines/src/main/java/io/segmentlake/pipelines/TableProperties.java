package io.segmentlake.pipelines;

import io.segmentlake.models.tables.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Delta is told about a table when it is made. */
final class TableProperties {
  /** Columns that say until when a row held. */
  private static final List<String> ENDS = List.of("superseded_seq", "known_to");

  private TableProperties() {}

  static Map<String, String> of(Table table) {
    boolean isRestricted = table.access() == Table.Access.RESTRICTED;
    boolean isDividedByMonth = table.partitionedBy().contains("event_month");
    // Closing a row copies its file, unless a vector beside the file says which rows are gone. A
    // month's files may be copied; of other tables every file can hold a row to close. Vectors
    // make each scan list the table's files twice, and keep erased rows in files.
    boolean hasVectors = end(table).isPresent() && !isDividedByMonth && !isRestricted;
    return Map.of(
        // The manifest tells a damaged table by its commits, which therefore stay.
        "delta.enableExpiredLogCleanup",
        "false",
        "delta.enableDeletionVectors",
        Boolean.toString(hasVectors),
        // Statistics would repeat addresses in the log.
        "delta.dataSkippingNumIndexedCols",
        isRestricted ? "0" : "32");
  }

  /** The column that is null in rows that hold, where rows of the table can cease to. */
  static Optional<String> end(Table table) {
    return table.columns().stream().map(column -> column.name()).filter(ENDS::contains).findFirst();
  }
}
