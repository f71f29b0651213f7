package io.segmentlake.pipelines;

import io.delta.kernel.Scan;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * One data file of a version of a table, with the rows of it that are not deleted.
 *
 * @param state of the scan: which columns are read
 * @param file as the scan names it
 */
record ScannedFile(
    Engine engine, Row state, Row file, org.apache.spark.sql.types.StructType schema) {

  String path() {
    return InternalScanFileUtils.getAddFileStatus(file).getPath();
  }

  long bytes() {
    return InternalScanFileUtils.getAddFileStatus(file).getSize();
  }

  /** Texts of the partition's values, by column. */
  Map<String, String> partition() {
    return InternalScanFileUtils.getPartitionValues(file);
  }

  /** The action that takes the file out of the table. */
  Row removal(long instant) {
    AddFile added = new AddFile(file.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    return SingleAction.createRemoveFileSingleAction(
        added.toRemoveFileRow(true, Optional.of(instant)));
  }

  /** Row after row, with the columns of the scan, as Spark would collect them. */
  CloseableIterator<org.apache.spark.sql.Row> rows() {
    return Utils.intoRows(batches()).map(new KernelRows(schema)::of);
  }

  private CloseableIterator<FilteredColumnarBatch> batches() {
    StructType stored = ScanStateRow.getPhysicalDataReadSchema(state);
    FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
    try {
      return Scan.transformPhysicalData(
          engine,
          state,
          file,
          engine
              .getParquetHandler()
              .readParquetFiles(Utils.singletonCloseableIterator(status), stored, Optional.empty())
              .map(FileReadResult::getData));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + status.getPath(), e);
    }
  }
}
