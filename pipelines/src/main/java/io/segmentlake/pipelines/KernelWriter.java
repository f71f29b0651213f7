package io.segmentlake.pipelines;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.internal.data.DefaultColumnarBatch;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.transaction.UpdateTableTransactionBuilder;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits few rows to a table by Delta's kernel. Spark would plan each write, run its jobs and
 * Delta's around it: seconds of a run that brings a few hundred rows.
 */
record KernelWriter(Engine engine, Snapshot table) {
  private static final Logger LOG = LoggerFactory.getLogger(Lakehouse.class);
  private static final String WRITER = "Segmentlake";

  /** Under which name and number a batch is applied, once. */
  record Batch(String application, long version) {}

  /**
   * Adds rows, and takes files out, in one commit.
   *
   * @param rows with the table's columns, in any order
   * @param gone files whose rows are all replaced by these
   * @return the version committed
   */
  long commit(FewRows rows, List<ScannedFile> gone, Optional<Batch> batch) {
    UpdateTableTransactionBuilder update =
        table.buildUpdateTableTransaction(WRITER, Operation.WRITE);
    Transaction transaction =
        batch
            .map(b -> update.withTransactionId(b.application(), b.version()))
            .orElse(update)
            .build(engine);
    Row state = transaction.getTransactionState(engine);
    List<Row> actions = new ArrayList<>();
    List<DataFileStatus> written = new ArrayList<>();
    byPartition(rows)
        .forEach(
            (partition, some) -> {
              DataWriteContext place = Transaction.getWriteContext(engine, state, partition);
              List<DataFileStatus> files =
                  write(state, partition, place, new FewRows(rows.spark(), rows.schema(), some));
              written.addAll(files);
              all(Transaction.generateAppendActions(
                      engine, state, Utils.toCloseableIterator(files.iterator()), place))
                  .forEach(actions::add);
            });
    long instant = instant(written);
    gone.forEach(file -> actions.add(file.removal(instant)));
    TransactionCommitResult committed =
        transaction.commit(
            engine,
            CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator())));
    committed.getPostCommitHooks().forEach(this::run);
    return committed.getVersion();
  }

  private List<DataFileStatus> write(
      Row state, Map<String, Literal> partition, DataWriteContext place, FewRows rows) {
    StructType schema = table.getSchema();
    ColumnVector[] columns =
        schema.fields().stream()
            .map(
                field ->
                    SparkVector.column(
                        rows.rows(),
                        rows.schema().fieldIndex(field.getName()),
                        field.getDataType()))
            .toArray(ColumnVector[]::new);
    FilteredColumnarBatch batch =
        new FilteredColumnarBatch(
            new DefaultColumnarBatch(rows.rows().size(), schema, columns), Optional.empty());
    try {
      return all(
          engine
              .getParquetHandler()
              .writeParquetFiles(
                  place.getTargetDirectory(),
                  Transaction.transformLogicalData(
                      engine, state, Utils.singletonCloseableIterator(batch), partition),
                  place.getStatisticsColumns()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to the table in " + table.getPath(), e);
    }
  }

  /** Rows by the literals of their partition, of which two are equal only where they are one. */
  private Map<Map<String, Literal>, List<InternalRow>> byPartition(FewRows rows) {
    Map<String, Map<String, Literal>> partitions = new HashMap<>();
    Map<Map<String, Literal>, List<InternalRow>> parts = new IdentityHashMap<>();
    for (InternalRow row : rows.rows()) {
      Map<String, Literal> partition = partition(rows, row);
      parts
          .computeIfAbsent(
              partitions.computeIfAbsent(partition.toString(), text -> partition),
              p -> new ArrayList<>())
          .add(row);
    }
    return parts;
  }

  private Map<String, Literal> partition(FewRows rows, InternalRow row) {
    Map<String, Literal> partition = new LinkedHashMap<>();
    for (String column : table.getPartitionColumnNames()) {
      partition.put(column, literal(rows, row, column));
    }
    return partition;
  }

  private Literal literal(FewRows rows, InternalRow row, String column) {
    SparkVector value =
        SparkVector.column(
            List.of(row),
            rows.schema().fieldIndex(column),
            table.getSchema().get(column).getDataType());
    if (value.isNullAt(0)) {
      return Literal.ofNull(value.type());
    } else if (value.type() instanceof StringType) {
      return Literal.ofString(value.getString(0));
    } else if (value.type() instanceof LongType) {
      return Literal.ofLong(value.getLong(0));
    } else if (value.type() instanceof IntegerType) {
      return Literal.ofInt(value.getInt(0));
    } else if (value.type() instanceof BooleanType) {
      return Literal.ofBoolean(value.getBoolean(0));
    }
    throw new IllegalArgumentException(
        "Cannot divide a table by " + column + ": no partition is a " + value.type());
  }

  /** When the new files were written, as the file system says: here is no clock. */
  private long instant(List<DataFileStatus> written) {
    return written.stream()
        .map(DataFileStatus::getModificationTime)
        .max(Comparator.naturalOrder())
        .orElseGet(() -> table.getTimestamp(engine));
  }

  /** Checksums and checkpoints make later reads fast; without them a commit is as good. */
  private void run(PostCommitHook hook) {
    try {
      hook.threadSafeInvoke(engine);
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} of {} not written", hook.getType(), table.getPath(), e);
    }
  }

  private static <T> List<T> all(CloseableIterator<T> values) {
    try (values) {
      List<T> all = new ArrayList<>();
      values.forEachRemaining(all::add);
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a table's files", e);
    }
  }
}
