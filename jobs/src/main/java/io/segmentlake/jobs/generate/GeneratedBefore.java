package io.segmentlake.jobs.generate;

import io.segmentlake.jobs.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Remembers beside the truth which shop the landing folder holds, so that two shops never mix, and
 * lists its files with their flaws.
 */
final class GeneratedBefore {
  private static final String MARK = "shop.txt";
  private static final String FILES = "files.csv";

  private final GenerateOptions options;
  private final Folders folders;
  private final Path mark;

  GeneratedBefore(GenerateOptions options, Folders folders) {
    this.options = options;
    this.folders = folders;
    mark = new Path(options.truth(), MARK);
  }

  /** Refuses a landing folder with anything but the same shop; then claims it. */
  void check() {
    try {
      Path landing = new Path(options.landing());
      FileSystem files = folders.of(landing);
      boolean isEmpty = !files.exists(landing) || files.listStatus(landing).length == 0;
      if (!isEmpty && !description().equals(described())) {
        throw new UsageException(
            "Cannot generate into %s: it holds other files. Give an empty folder, or the options it was generated with."
                .formatted(options.landing()));
      }
      write(mark, description());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + options.landing(), e);
    }
  }

  /** Lists all files with their lines and flaws. */
  void record(List<WrittenFile> files) {
    StringBuilder text = new StringBuilder("path,lines,late,repeated,malformed,bytes\n");
    for (WrittenFile file : files) {
      if (!file.feed().isTruth()) {
        text.append(
                CsvLine.of(
                    file.path(),
                    file.lines(),
                    file.late(),
                    file.repeated(),
                    file.malformed(),
                    file.bytes()))
            .append('\n');
      }
    }
    try {
      write(new Path(options.truth(), FILES), text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + FILES + " of the truth", e);
    }
  }

  /** Everything that decides about the bytes of the files. */
  private String description() {
    return "customers=%d days=%d seed=%d until=%s traits=%s%n"
        .formatted(
            options.customers(), options.days(), options.seed(), options.until(), options.traits());
  }

  private String described() throws IOException {
    FileSystem files = folders.of(mark);
    if (!files.exists(mark)) {
      return "";
    }
    try (InputStream in = files.open(mark)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void write(Path path, String text) throws IOException {
    try (OutputStream out = folders.create(path)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
