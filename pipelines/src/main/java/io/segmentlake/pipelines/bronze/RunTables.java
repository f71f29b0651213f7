package io.segmentlake.pipelines.bronze;

import static org.apache.spark.sql.functions.col;

import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.AtOnce;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows that one run puts into the bronze tables. Whatever a killed run left under the same
 * number goes away, also from tables to which this run has nothing to add.
 */
final class RunTables {
  private final Lakehouse lakehouse;
  private final long seq;
  private final Map<Table, Dataset<Row>> rows = new LinkedHashMap<>();

  RunTables(Lakehouse lakehouse, long seq) {
    this.lakehouse = lakehouse;
    this.seq = seq;
    Streams.all().stream().map(Stream::bronze).forEach(table -> rows.put(table, null));
    rows.put(BronzeTables.CONTACTS, null);
    rows.put(BronzeTables.QUARANTINE, null);
  }

  /** Adds rows in the table's columns. */
  void add(Table table, Dataset<Row> more) {
    rows.merge(table, more, Dataset::union);
  }

  /** Rows added so far, null for none. */
  Dataset<Row> of(Table table) {
    return rows.get(table);
  }

  /** Writes all tables, some at a time; gives those that got rows or lost some. */
  List<Written> write() {
    List<Callable<Optional<Written>>> writes = new ArrayList<>();
    rows.forEach((table, added) -> writes.add(() -> write(table, added)));
    return AtOnce.run(writes).stream().flatMap(Optional::stream).toList();
  }

  private Optional<Written> write(Table table, Dataset<Row> added) {
    if (!hasLeftovers(table)) {
      return Optional.ofNullable(added)
          .map(rows -> lakehouse.appendSome(table, rows, Ingest.APPLICATION, seq));
    }
    Dataset<Row> replacing =
        added == null ? lakehouse.spark().createDataFrame(List.of(), table.structType()) : added;
    return Optional.of(lakehouse.replaceWhere(table, "arrived_seq >= " + seq, replacing));
  }

  private boolean hasLeftovers(Table table) {
    long last = lakehouse.appliedThrough(table, Ingest.APPLICATION);
    if (last >= 0) {
      return last >= seq;
    }
    return lakehouse.exists(table)
        && !lakehouse.read(table).where(col("arrived_seq").geq(seq)).isEmpty();
  }
}
