package io.segmentlake.pipelines.bronze;

import io.segmentlake.models.sources.CsvShape;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * One text file to be read.
 *
 * @param fileId bronze.files row
 * @param location full path for Hadoop
 * @param bytes as they lie there, compressed or not
 * @param knownAt told by the file's name; null where it tells none
 * @param refusal why the file is not even opened; null where it is
 */
record RawFile(long fileId, String location, long bytes, Instant knownAt, String refusal)
    implements Serializable {
  private static final int BUFFER = 1 << 16;

  /** Opens the file; the declared encoding gives way to a byte order mark. */
  RecordReader open(Configuration hadoop, Optional<CsvShape> csv, List<String> wanted)
      throws IOException {
    if (refusal != null) {
      return new RefusedFile(refusal);
    }
    PhysicalLines lines;
    try {
      lines = lines(hadoop, csv.map(CsvShape::encoding).orElse("UTF-8"));
    } catch (EOFException | ZipException notEvenTheFirstBytes) {
      return new RefusedFile(LineTexts.DAMAGED);
    }
    return csv.isPresent()
        ? new CsvRecordReader(lines, csv.get(), wanted)
        : new JsonRecordReader(lines, wanted);
  }

  private PhysicalLines lines(Configuration hadoop, String encoding) throws IOException {
    Path path = new Path(location);
    InputStream stored = path.getFileSystem(hadoop).open(path);
    try {
      PushbackInputStream text = new PushbackInputStream(unpacked(stored), TextForm.LONGEST_MARK);
      TextForm form = TextForm.detect(text, encoding);
      return new PhysicalLines(text, form, PhysicalLines.LONGEST_LINE_BYTES);
    } catch (IOException e) {
      stored.close();
      throw e;
    }
  }

  private InputStream unpacked(InputStream stored) throws IOException {
    if (!location.endsWith(".gz") || bytes == 0) {
      return new BufferedInputStream(stored, BUFFER);
    }
    return new GZIPInputStream(stored, BUFFER);
  }
}
