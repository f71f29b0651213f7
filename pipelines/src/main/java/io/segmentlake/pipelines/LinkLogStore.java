package io.segmentlake.pipelines;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delta log store for a local disk that is safe between processes: a commit is written to a synced
 * temporary file and published by a hard link, which the file system refuses where the version is
 * already there.
 *
 * <p>Delta's own store for local disk locks inside one process only, and each scheduled task is a
 * process of its own.
 */
public final class LinkLogStore extends HadoopFileSystemLogStore {
  private static final Logger LOG = LoggerFactory.getLogger(LinkLogStore.class);

  public LinkLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    java.nio.file.Path target = java.nio.file.Path.of(path.toUri().getPath());
    if (!Files.isDirectory(target.getParent())) {
      throw new FileNotFoundException(target.getParent().toString());
    }
    java.nio.file.Path unpublished =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      writeSynced(unpublished, actions);
      LOG.info("committing {}", target);
      if (overwrite) {
        Files.move(
            unpublished,
            target,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } else {
        // Fails with FileAlreadyExistsException, which Delta takes as a lost race.
        Files.createLink(target, unpublished);
      }
      LOG.info("committed {}", target);
    } finally {
      Files.deleteIfExists(unpublished);
    }
  }

  private static void writeSynced(java.nio.file.Path file, Iterator<String> actions)
      throws IOException {
    try (FileOutputStream out = new FileOutputStream(file.toFile());
        BufferedWriter writer =
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      while (actions.hasNext()) {
        writer.write(actions.next());
        writer.write('\n');
      }
      writer.flush();
      out.getFD().sync();
    }
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return false;
  }
}
