package io.segmentlake.pipelines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to write one table (or a whole lakehouse), held by this process until closed. The
 * operating system lets go of it when the process dies, however it dies, so that nobody ever has to
 * remove a stale lock.
 */
public final class TableLock implements AutoCloseable {
  private final FileChannel channel;

  private TableLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock at once.
   *
   * @throws AlreadyRunningException where another run holds it
   */
  public static TableLock take(Path folder, String name) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new AlreadyRunningException(name);
      }
      return new TableLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + name + " in " + folder, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release a lock", e);
    }
  }

  /** Another run holds the table; the command line ends with exit code 75. */
  public static final class AlreadyRunningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AlreadyRunningException(String name) {
      this(name, "");
    }

    AlreadyRunningException(String name, String more) {
      super(
          "Cannot write "
              + name
              + ": already running. Wait until the other run ends, then try again."
              + more);
    }
  }
}
