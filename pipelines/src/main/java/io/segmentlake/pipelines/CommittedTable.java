package io.segmentlake.pipelines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.kernel.Scan;
import io.delta.kernel.ScanBuilder;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;

/**
 * A table as its commits tell it, read by Delta's kernel: in milliseconds and without Spark, which
 * would start two jobs for each such question.
 */
final class CommittedTable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where files may be divided between tasks; Spark has its own limit above. */
  private static final long BLOCK = 128L << 20;

  private final Engine engine;
  private final Snapshot snapshot;

  private CommittedTable(Engine engine, Snapshot snapshot) {
    this.engine = engine;
    this.snapshot = snapshot;
  }

  /** The newest version of the table in a folder; empty where none was ever committed. */
  static Optional<CommittedTable> at(Engine engine, String folder) {
    try {
      Snapshot newest = Table.forPath(engine, folder).getLatestSnapshot(engine);
      return Optional.of(new CommittedTable(engine, newest));
    } catch (TableNotFoundException none) {
      return Optional.empty();
    }
  }

  long version() {
    return snapshot.getVersion();
  }

  /** The last version that an application has committed, −1 for none. */
  long appliedThrough(String application) {
    return snapshot.getLatestTransactionVersion(engine, application).orElse(-1L);
  }

  String folder() {
    return snapshot.getPath();
  }

  /** Columns as Spark wrote them. */
  org.apache.spark.sql.types.StructType schema() {
    return (org.apache.spark.sql.types.StructType)
        DataType.fromJson(((SnapshotImpl) snapshot).getMetadata().getSchemaString());
  }

  boolean lacks(String column) {
    return snapshot.getSchema().indexOf(column) < 0;
  }

  List<String> partitionedBy() {
    return snapshot.getPartitionColumnNames();
  }

  /** Whether rows of some data file are deleted by a vector beside it. */
  boolean hasDeletionVectors() {
    if (!((SnapshotImpl) snapshot).getProtocol().getReaderFeatures().contains("deletionVectors")) {
      return false;
    }
    try (CloseableIterator<Row> files =
        Utils.intoRows(snapshot.getScanBuilder().build().getScanFiles(engine))) {
      return files
          .filter(f -> InternalScanFileUtils.getDeletionVectorDescriptorFromRow(f) != null)
          .hasNext();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** A data file and its partition's values as texts, by column. */
  record DataFile(org.apache.hadoop.fs.FileStatus status, Map<String, String> partition) {}

  /**
   * The data files that can hold rows which Spark's filters keep, by the statistics of the files;
   * filters that the kernel does not know keep all.
   */
  List<DataFile> dataFiles(List<Expression> filters) {
    ScanBuilder scan = snapshot.getScanBuilder();
    KernelFilter.of(filters).ifPresent(scan::withFilter);
    List<DataFile> files = new ArrayList<>();
    each(Utils.intoRows(scan.build().getScanFiles(engine)), file -> files.add(dataFile(file)));
    return files;
  }

  private static DataFile dataFile(Row file) {
    FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
    return new DataFile(
        new org.apache.hadoop.fs.FileStatus(
            status.getSize(),
            false,
            1,
            BLOCK,
            status.getModificationTime(),
            new Path(status.getPath())),
        InternalScanFileUtils.getPartitionValues(file));
  }

  /** Bytes of the data files by their path within the table. */
  Map<String, Long> files() {
    String folder = URI.create(snapshot.getDataPath().toString()).getPath() + "/";
    Map<String, Long> files = new HashMap<>();
    each(
        Utils.intoRows(snapshot.getScanBuilder().build().getScanFiles(engine)),
        file -> {
          FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
          String path = new Path(status.getPath()).toUri().getPath();
          files.put(path.substring(folder.length()), status.getSize());
        });
    return files;
  }

  /**
   * The greatest value of a timestamp column by the statistics of each file, rounded up; empty for
   * a file that has none.
   */
  List<Optional<Instant>> greatest(String column) {
    return statistics().stream()
        .map(file -> file.path("maxValues").path(column))
        // Delta cuts timestamps off after their milliseconds.
        .map(
            value ->
                value.isTextual()
                    ? Optional.of(OffsetDateTime.parse(value.textValue()).toInstant().plusMillis(1))
                    : Optional.<Instant>empty())
        .toList();
  }

  /** Whether the statistics of some file tell, or cannot tell, that a column has nulls. */
  boolean mayHaveNulls(String column) {
    return statistics().stream()
        .anyMatch(file -> file.path("nullCount").path(column).asLong(1) > 0);
  }

  /** What the commits tell of each file's columns; nothing for a file without statistics. */
  private List<JsonNode> statistics() {
    List<JsonNode> all = new ArrayList<>();
    each(
        Utils.intoRows(snapshot.getScanBuilder().build().getScanFiles(engine, true)),
        file -> {
          Row added = file.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL);
          all.add(parsed(added.getString(InternalScanFileUtils.ADD_FILE_STATS_ORDINAL)));
        });
    return all;
  }

  private static JsonNode parsed(String statistics) {
    try {
      return statistics == null ? JSON.createObjectNode() : JSON.readTree(statistics);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot read the statistics of a file", e);
    }
  }

  /** All rows, with columns of the schema; no others are read. */
  List<org.apache.spark.sql.Row> rows(org.apache.spark.sql.types.StructType schema) {
    List<org.apache.spark.sql.Row> rows = new ArrayList<>();
    each(read(schema), rows::add);
    return rows;
  }

  /** Some row, with columns of the schema; empty for a table without rows. */
  Optional<org.apache.spark.sql.Row> anyRow(org.apache.spark.sql.types.StructType schema) {
    try (CloseableIterator<org.apache.spark.sql.Row> rows = read(schema)) {
      return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Row after row, file after file: what nobody asks for is not opened. */
  private CloseableIterator<org.apache.spark.sql.Row> read(
      org.apache.spark.sql.types.StructType schema) {
    return Utils.toCloseableIterator(scanned(schema).iterator()).flatMap(ScannedFile::rows);
  }

  /** The data files, each to be read with columns of the schema. */
  List<ScannedFile> scanned(org.apache.spark.sql.types.StructType schema) {
    Scan scan = snapshot.getScanBuilder().withReadSchema(stored(schema)).build();
    Row state = scan.getScanState(engine);
    List<ScannedFile> files = new ArrayList<>();
    each(
        Utils.intoRows(scan.getScanFiles(engine)),
        file -> files.add(new ScannedFile(engine, state, file, schema)));
    return files;
  }

  /** Commits to the table as it is in this version. */
  KernelWriter writer() {
    return new KernelWriter(engine, snapshot);
  }

  private StructType stored(org.apache.spark.sql.types.StructType schema) {
    List<String> wanted = List.of(schema.fieldNames());
    return new StructType(
        snapshot.getSchema().fields().stream().filter(f -> wanted.contains(f.getName())).toList());
  }

  private <T> void each(CloseableIterator<T> values, Consumer<T> use) {
    try (values) {
      values.forEachRemaining(use);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private UncheckedIOException unreadable(IOException cause) {
    return new UncheckedIOException("Cannot read the table in " + snapshot.getPath(), cause);
  }
}
