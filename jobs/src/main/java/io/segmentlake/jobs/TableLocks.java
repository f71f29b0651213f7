package io.segmentlake.jobs;

import io.segmentlake.pipelines.ConditionalPut;
import io.segmentlake.pipelines.LogStores;
import io.segmentlake.pipelines.TableLease;
import io.segmentlake.pipelines.TableLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** The right to write some tables: on a local disk by its locks, elsewhere by a lease. */
public final class TableLocks implements AutoCloseable {
  private final List<Runnable> releases = new ArrayList<>();

  private TableLocks() {}

  /**
   * Takes all of them at once or none.
   *
   * @param tables full names
   * @throws TableLock.AlreadyRunningException where another run holds one of them
   * @throws UncheckedIOException where the lakehouse cannot be reached, or is in a store in which
   *     two runs could write over each other
   */
  public static TableLocks take(RunContext context, Collection<String> tables) {
    TableLocks locks = new TableLocks();
    try {
      context
          .settings()
          .localLakehouse()
          .ifPresentOrElse(
              folder -> tables.forEach(table -> locks.lock(folder.resolve("_locks"), table)),
              () -> locks.lease(context, tables));
      return locks;
    } catch (RuntimeException e) {
      locks.close();
      throw e;
    }
  }

  private void lock(java.nio.file.Path folder, String table) {
    releases.add(TableLock.take(folder, table)::close);
  }

  private void lease(RunContext context, Collection<String> tables) {
    Path folder = new Path(context.settings().lakehouse(), "_locks");
    if (LogStores.isConditional(folder)) {
      try {
        ConditionalPut.require(context.hadoop(), folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    releases.add(TableLease.take(context.hadoop(), folder, tables)::close);
  }

  @Override
  public void close() {
    releases.forEach(Runnable::run);
  }
}
