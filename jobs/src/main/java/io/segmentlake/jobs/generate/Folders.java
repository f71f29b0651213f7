package io.segmentlake.jobs.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Plain files in folders of this machine or of any Hadoop file system. */
final class Folders {
  private final Configuration hadoop;

  Folders(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** Local files get no checksum files beside them, because exports have none. */
  FileSystem of(Path path) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  OutputStream create(Path path) throws IOException {
    FileSystem files = of(path);
    if (files instanceof RawLocalFileSystem local) {
      // Without its native library Hadoop starts a process per file to set the mode: 10 ms each.
      java.nio.file.Path file = local.pathToFile(path).toPath();
      Files.createDirectories(file.getParent());
      return Files.newOutputStream(file);
    }
    return files.create(path, true);
  }

  /** Gives a complete file its name, whatever had it before. */
  void publish(Path unfinished, Path path) throws IOException {
    FileSystem files = of(path);
    files.delete(path, false);
    if (!files.rename(unfinished, path)) {
      throw new IOException(
          "Cannot publish %s: the file system refused to rename it. The folder must be writable."
              .formatted(path.getName()));
    }
  }
}
