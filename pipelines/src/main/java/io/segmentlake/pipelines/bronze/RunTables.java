package io.segmentlake.pipelines.bronze;

import static org.apache.spark.sql.functions.col;

import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows that one run puts into the bronze tables. Whatever a killed run left under the same
 * number goes away, also from tables to which this run has nothing to add.
 */
final class RunTables {
  /** Few, because the tables share the machine; more than one, because commits mostly wait. */
  private static final int AT_ONCE = 3;

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
    ExecutorService writers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Callable<Optional<Written>>> writes = new ArrayList<>();
      rows.forEach((table, added) -> writes.add(() -> write(table, added)));
      List<Written> written = new ArrayList<>();
      for (Future<Optional<Written>> write : writers.invokeAll(writes)) {
        write.get().ifPresent(written::add);
      }
      return written;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot ingest: interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("Cannot ingest: a table could not be written", e);
    } finally {
      writers.shutdownNow();
    }
  }

  private Optional<Written> write(Table table, Dataset<Row> added) {
    boolean isEmpty = added == null || added.isEmpty();
    if (isEmpty && !hasLeftovers(table)) {
      return Optional.empty();
    }
    Dataset<Row> none = lakehouse.spark().createDataFrame(List.of(), table.structType());
    Dataset<Row> replacing = isEmpty ? none : added;
    return Optional.of(lakehouse.replaceWhere(table, "arrived_seq >= " + seq, replacing));
  }

  private boolean hasLeftovers(Table table) {
    return lakehouse.exists(table)
        && !lakehouse.read(table).where(col("arrived_seq").geq(seq)).isEmpty();
  }
}
