package io.segmentlake.jobs.generate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Writes sorted lines into their files; a file appears under its name when it is complete. */
final class DayFiles {
  private static final int BUFFER_BYTES = 1 << 16;

  private final GenerateOptions options;
  private final FileDays fileDays;
  private final Configuration hadoop;
  private final List<WrittenFile> written = new ArrayList<>();

  DayFiles(GenerateOptions options, Configuration hadoop) {
    this.options = options;
    this.hadoop = hadoop;
    fileDays = new FileDays(ShopCalendar.of(options));
  }

  /** Writes all lines of a partition, in which the lines of a file follow each other. */
  List<WrittenFile> write(Iterator<DayLine> lines) throws IOException {
    OpenFile open = null;
    while (lines.hasNext()) {
      DayLine line = lines.next();
      if (open == null || !open.takes(line)) {
        close(open);
        open = new OpenFile(line.feed(), line.file());
      }
      open.write(line);
    }
    close(open);
    return written;
  }

  private void close(OpenFile open) throws IOException {
    if (open != null) {
      written.add(open.publish());
    }
  }

  private final class OpenFile {
    private final Feed feed;
    private final int file;
    private final Path path;
    private final Path unfinished;
    private final FileSystem files;
    private final OutputStream out;
    private final long[] flaws = new long[DayLine.Flaw.values().length];
    private long lines;
    private long bytes;

    OpenFile(Feed feed, int file) throws IOException {
      this.feed = feed;
      this.file = file;
      String root = feed.isTruth() ? options.truth() : options.landing();
      path = new Path(root, fileDays.path(feed, file));
      unfinished = new Path(path.getParent(), "." + path.getName() + ".unfinished");
      files = fileSystem(path);
      out = new BufferedOutputStream(create(files, unfinished), BUFFER_BYTES);
      if (!feed.isJson()) {
        append(feed.header.getBytes(StandardCharsets.UTF_8));
      }
    }

    boolean takes(DayLine line) {
      return line.feed() == feed && line.file() == file;
    }

    void write(DayLine line) throws IOException {
      append(line.text());
      lines++;
      flaws[line.flaw().ordinal()]++;
    }

    private void append(byte[] text) throws IOException {
      out.write(text);
      out.write('\n');
      bytes += text.length + 1;
    }

    WrittenFile publish() throws IOException {
      out.close();
      files.delete(path, false);
      if (!files.rename(unfinished, path)) {
        throw new IOException(
            "Cannot publish %s: the file system refused to rename it. The folder must be writable."
                .formatted(path.getName()));
      }
      return new WrittenFile(
          feed,
          fileDays.path(feed, file),
          lines,
          flaws[DayLine.Flaw.LATE.ordinal()],
          flaws[DayLine.Flaw.REPEATED.ordinal()],
          flaws[DayLine.Flaw.MALFORMED.ordinal()],
          bytes);
    }
  }

  /** Local files without checksum files beside them, because exports have none. */
  private FileSystem fileSystem(Path path) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  private static OutputStream create(FileSystem files, Path path) throws IOException {
    if (files instanceof RawLocalFileSystem local) {
      // Without its native library Hadoop starts a process per file to set the mode: 10 ms each.
      java.nio.file.Path file = local.pathToFile(path).toPath();
      Files.createDirectories(file.getParent());
      return Files.newOutputStream(file);
    }
    return files.create(path, true);
  }
}
