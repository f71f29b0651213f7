package io.segmentlake.jobs.generate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** Writes sorted lines into their files; a file appears under its name when it is complete. */
final class DayFiles {
  private static final int BUFFER_BYTES = 1 << 16;

  private final GenerateOptions options;
  private final FileDays fileDays;
  private final Folders folders;
  private final List<WrittenFile> written = new ArrayList<>();

  DayFiles(GenerateOptions options, Folders folders) {
    this.options = options;
    this.folders = folders;
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
      out = new BufferedOutputStream(folders.create(unfinished), BUFFER_BYTES);
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
      folders.publish(unfinished, path);
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
}
