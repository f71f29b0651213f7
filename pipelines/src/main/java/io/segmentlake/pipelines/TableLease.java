package io.segmentlake.pipelines;

import io.segmentlake.pipelines.TableLock.AlreadyRunningException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write tables of a lakehouse where no operating system keeps locks, such as S3: an
 * object with the names of the tables, written again every few seconds for as long as the run
 * lives.
 *
 * <p>Each run first writes its own object and then lists the others. Of two runs that start
 * together at least one sees the other, so that never both go on; it can happen that neither does.
 * An object that has not been written for a minute is of a run that was killed. Ages are told by
 * the store's own times, so that no machine's clock counts.
 *
 * <p>A run that was stopped for longer than that and wakes up again may meet another. Then Delta's
 * own check of each commit sees to it that nothing is lost: the later one fails.
 */
public final class TableLease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TableLease.class);
  private static final Duration LAPSES_AFTER = Duration.ofSeconds(60);
  private static final int RENEWALS = 6;
  private static final String ENDING = ".lease";

  private final FileSystem store;
  private final Path mine;
  private final Set<String> tables;
  private final Duration lapsesAfter;
  private final ScheduledExecutorService renewals =
      Executors.newSingleThreadScheduledExecutor(TableLease::daemon);

  private TableLease(FileSystem store, Path folder, Set<String> tables, Duration lapsesAfter) {
    this.store = store;
    this.mine = new Path(folder, UUID.randomUUID() + ENDING);
    this.tables = tables;
    this.lapsesAfter = lapsesAfter;
  }

  /**
   * Takes the lease at once.
   *
   * @param folder the same for all runs of a lakehouse
   * @throws AlreadyRunningException where another run holds one of the tables
   */
  public static TableLease take(Configuration hadoop, Path folder, Collection<String> tables) {
    return take(hadoop, folder, tables, LAPSES_AFTER);
  }

  static TableLease take(
      Configuration hadoop, Path folder, Collection<String> tables, Duration lapsesAfter) {
    try {
      FileSystem store = folder.getFileSystem(hadoop);
      TableLease lease = new TableLease(store, folder, new TreeSet<>(tables), lapsesAfter);
      lease.begin();
      return lease;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void begin() throws IOException {
    write();
    try {
      long now = store.getFileStatus(mine).getModificationTime();
      for (FileStatus other : store.listStatus(mine.getParent())) {
        if (other.getPath().getName().endsWith(ENDING) && !other.getPath().equals(mine)) {
          respect(other, now);
        }
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    long pause = lapsesAfter.toMillis() / RENEWALS;
    renewals.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
  }

  private void respect(FileStatus other, long now) throws IOException {
    if (now - other.getModificationTime() > lapsesAfter.toMillis()) {
      store.delete(other.getPath(), false);
      return;
    }
    for (String table : read(other.getPath())) {
      // An empty one is being written, where the file system does not do that at once as S3 does.
      if (tables.contains(table) || table.isEmpty()) {
        throw new AlreadyRunningException(
            table.isEmpty() ? tables.iterator().next() : table,
            " A run that was killed counts as ended after %d seconds."
                .formatted(lapsesAfter.toSeconds()));
      }
    }
  }

  private Set<String> read(Path lease) throws IOException {
    try (FSDataInputStream in = store.open(lease)) {
      return Set.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
    } catch (FileNotFoundException ended) {
      return Set.of();
    }
  }

  private void write() throws IOException {
    try (FSDataOutputStream out = store.create(mine, true)) {
      out.write(String.join("\n", tables).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void renew() {
    try {
      write();
    } catch (IOException | RuntimeException e) {
      LOG.warn("the lease on {} could not be renewed", tables, e);
    }
  }

  /** What the death of the process does: the object stays, and nobody writes it again. */
  void abandon() {
    renewals.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "table-lease");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    renewals.shutdown();
    try {
      // A renewal under way would bring the object back.
      renewals.awaitTermination(lapsesAfter.toMillis(), TimeUnit.MILLISECONDS);
      store.delete(mine, false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // It lapses by itself.
      LOG.warn("the lease on {} could not be given back", tables, e);
    }
  }
}
