package io.segmentlake.pipelines.bronze;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/**
 * The physical lines of a file, ended by LF, CR or CRLF, found in bytes before anything is decoded:
 * so bytes that cannot be decoded spoil their own line only.
 */
final class PhysicalLines implements Closeable {
  static final int LONGEST_LINE_BYTES = 8 << 20;

  private final InputStream in;
  private final TextForm form;
  private final int longest;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private int position;
  private int limit;
  private long number;
  private boolean ended;
  private boolean brokenOff;

  PhysicalLines(InputStream in, TextForm form, int longestLineBytes) {
    this.in = in;
    this.form = form;
    this.longest = longestLineBytes;
  }

  TextForm form() {
    return form;
  }

  /** The next line, null after the last. */
  PhysicalLine next() throws IOException {
    bytes.reset();
    boolean isCut = false;
    if (!hasUnit()) {
      return brokenOff ? line("", false) : null;
    }
    while (hasUnit()) {
      int end = endOfRun();
      isCut |= !keep(end - position);
      position = end;
      if (position < limit) {
        return line(lineEnd(), isCut);
      }
    }
    return line("", isCut);
  }

  private PhysicalLine line(String end, boolean isCut) {
    number++;
    PhysicalLine.Flaw flaw = isCut ? PhysicalLine.Flaw.TOO_LONG : PhysicalLine.Flaw.NONE;
    if (brokenOff && end.isEmpty()) {
      flaw = PhysicalLine.Flaw.BROKEN_OFF;
      brokenOff = false;
    }
    return new PhysicalLine(number, bytes.toByteArray(), end, flaw);
  }

  /** Index of the next line end in the buffer, or where the buffer ends. */
  private int endOfRun() {
    int unit = form.unit();
    int i = position;
    while (i + unit <= limit) {
      int c = unitAt(i);
      if (c == '\n' || c == '\r') {
        return i;
      }
      i += unit;
    }
    return limit;
  }

  private int unitAt(int index) {
    int unit = form.unit();
    if (unit == 1) {
      return buffer[index];
    }
    int value = 0;
    for (int i = 0; i < unit; i++) {
      int at = form.order() == ByteOrder.BIG_ENDIAN ? index + i : index + unit - 1 - i;
      value = value << 8 | buffer[at] & 0xff;
    }
    return value;
  }

  /** Consumes one line end; CR and LF belong together. */
  private String lineEnd() throws IOException {
    int first = unitAt(position);
    position += form.unit();
    if (first == '\r' && hasUnit() && position + form.unit() <= limit && unitAt(position) == '\n') {
      position += form.unit();
      return "\r\n";
    }
    return first == '\r' ? "\r" : "\n";
  }

  private boolean keep(int length) {
    int kept = Math.min(length, longest - bytes.size());
    bytes.write(buffer, position, kept);
    return kept == length;
  }

  /** Whether there is a unit to look at, or odd bytes at the end of the file. */
  private boolean hasUnit() throws IOException {
    while (!ended && limit - position < form.unit()) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      limit -= position;
      position = 0;
      fill();
    }
    return position < limit;
  }

  private void fill() throws IOException {
    try {
      int read = in.read(buffer, limit, buffer.length - limit);
      ended = read < 0;
      limit += Math.max(read, 0);
    } catch (EOFException | ZipException damaged) {
      ended = true;
      brokenOff = true;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
