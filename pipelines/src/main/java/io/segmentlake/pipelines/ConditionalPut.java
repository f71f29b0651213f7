package io.segmentlake.pipelines;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an object where none is yet, which S3 decides ({@code If-None-Match: *}), whoever else
 * tries at the same moment.
 *
 * <p>How a store says no does not count, but what lies there afterwards. A store answers 412 also
 * to a repetition of a write whose answer was lost, and 409 where two writes met and neither may
 * have won. So a failed write is followed by a look: with these bytes there, it has succeeded; with
 * others, somebody was first; with none, the same is tried again, which can do no harm.
 */
public final class ConditionalPut {
  private static final Logger LOG = LoggerFactory.getLogger(ConditionalPut.class);
  private static final int ATTEMPTS = 5;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final String PROBE = "_put-if-absent";

  /** Stores that were seen to refuse, by their address; of a process. */
  private static final Set<URI> HONEST = ConcurrentHashMap.newKeySet();

  private ConditionalPut() {}

  /**
   * Writes the object.
   *
   * @throws FileAlreadyExistsException where there is one with other bytes
   * @throws IOException where it could not be written, and was not there when last looked for
   */
  static void write(FileSystem store, Path path, byte[] bytes) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        put(store, path, bytes);
        return;
      } catch (AccessDeniedException e) {
        throw e;
      } catch (IOException e) {
        if (isThere(store, path, bytes, e)) {
          LOG.info("{} was written, though the store said {}", path, e.getClass().getSimpleName());
          return;
        }
        if (attempt == ATTEMPTS) {
          throw e;
        }
        pause(FIRST_PAUSE_MILLIS << (attempt - 1));
      }
    }
  }

  private static void put(FileSystem store, Path path, byte[] bytes) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = store.createFile(path).overwrite(true).recursive();
    builder.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    try (FSDataOutputStream out = (FSDataOutputStream) builder.build()) {
      out.write(bytes);
    }
  }

  /**
   * Whether these bytes are there; false where nothing is.
   *
   * @throws FileAlreadyExistsException where something else is
   */
  private static boolean isThere(FileSystem store, Path path, byte[] bytes, IOException cause)
      throws IOException {
    if (Arrays.equals(bytes, read(store, path, bytes.length))) {
      return true;
    }
    if (exists(store, path)) {
      FileAlreadyExistsException lost = new FileAlreadyExistsException(path.toString());
      lost.initCause(cause);
      throw lost;
    }
    return false;
  }

  /** The object's bytes; null where it is not there or has another length. */
  private static byte[] read(FileSystem store, Path path, int length) throws IOException {
    try {
      FileStatus status = store.getFileStatus(path);
      if (status.getLen() != length) {
        return null;
      }
      try (FSDataInputStream in = store.open(path)) {
        return in.readAllBytes();
      }
    } catch (FileNotFoundException none) {
      return null;
    }
  }

  private static boolean exists(FileSystem store, Path path) throws IOException {
    try {
      return store.getFileStatus(path).isFile();
    } catch (FileNotFoundException none) {
      return false;
    }
  }

  private static void pause(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted before another attempt to commit");
    }
  }

  /**
   * Holds the store to its word, once in each process: it must refuse to write over an object.
   *
   * @param folder where an object for the purpose may lie
   * @throws IOException where it cannot be reached
   * @throws UnsafeStoreException where it writes over it
   */
  public static void require(Configuration hadoop, Path folder) throws IOException {
    FileSystem store = folder.getFileSystem(hadoop);
    if (!HONEST.contains(store.getUri())) {
      probe(store, new Path(folder, PROBE));
      HONEST.add(store.getUri());
    }
  }

  /** The object stays, so that later probes need one request. */
  private static void probe(FileSystem store, Path path) throws IOException {
    try {
      write(store, path, unique());
      write(store, path, unique());
    } catch (FileAlreadyExistsException refused) {
      return;
    }
    throw new UnsafeStoreException(store.getUri());
  }

  private static byte[] unique() {
    return (UUID.randomUUID() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The store writes over what is there: two runs at once would lose commits. */
  public static final class UnsafeStoreException extends IOException {
    private static final long serialVersionUID = 1L;

    UnsafeStoreException(URI store) {
      super(
          "Cannot keep tables in "
              + store
              + ": this store ignores If-None-Match, so that two runs at once would lose commits."
              + " Amazon S3 and the stores named in the README honour it; a gateway in between must"
              + " pass it on.");
    }
  }
}
