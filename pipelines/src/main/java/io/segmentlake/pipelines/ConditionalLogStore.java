package io.segmentlake.pipelines;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delta log store for S3 that is safe between processes: a commit is an object that S3 writes only
 * where there is none. Delta's own stores for S3 know one process, or need a table in DynamoDB.
 *
 * <p>Everything here is Hadoop's own interface for file systems, so that neither S3's classes nor
 * its exceptions are needed beside Delta's.
 */
public final class ConditionalLogStore extends HadoopFileSystemLogStore {
  private static final Logger LOG = LoggerFactory.getLogger(ConditionalLogStore.class);

  public ConditionalLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    byte[] bytes = bytes(actions);
    FileSystem store = path.getFileSystem(configuration);
    LOG.info("committing {}", path);
    if (overwrite) {
      try (FSDataOutputStream out = store.create(path, true)) {
        out.write(bytes);
      }
    } else {
      ConditionalPut.require(configuration, path.getParent());
      // Fails with FileAlreadyExistsException, which Delta takes as a lost race.
      ConditionalPut.write(store, path, bytes);
    }
    LOG.info("committed {}", path);
  }

  private static byte[] bytes(Iterator<String> actions) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (actions.hasNext()) {
      bytes.writeBytes(actions.next().getBytes(StandardCharsets.UTF_8));
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }

  /** An object is there as a whole or not at all. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return false;
  }
}
