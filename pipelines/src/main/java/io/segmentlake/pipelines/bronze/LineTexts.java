package io.segmentlake.pipelines.bronze;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Decoded lines that can be given back, with the reasons why some of them are no text. */
final class LineTexts implements Closeable {
  static final String DAMAGED = "the compressed file is damaged or ends here";

  /**
   * @param problem why the line is no text, empty where it is
   */
  record LineText(PhysicalLine line, String text, Optional<String> problem) {}

  private final PhysicalLines lines;
  private final Deque<LineText> givenBack = new ArrayDeque<>();
  private boolean isOver;

  LineTexts(PhysicalLines lines) {
    this.lines = lines;
  }

  /** The next line, blank or not; null after the last. */
  LineText next() throws IOException {
    if (!givenBack.isEmpty()) {
      return givenBack.poll();
    }
    PhysicalLine line = isOver ? null : lines.next();
    return line == null ? null : decoded(line);
  }

  /** The next line that is not empty; null after the last. */
  LineText nextFilled() throws IOException {
    LineText line = next();
    while (line != null && line.line().isBlank()) {
      line = next();
    }
    return line;
  }

  /** Puts lines back, to be read again in their order. */
  void giveBack(List<LineText> again) {
    for (int i = again.size() - 1; i >= 0; i--) {
      givenBack.addFirst(again.get(i));
    }
  }

  /** Nothing more will come. */
  void skipRest() {
    givenBack.clear();
    isOver = true;
  }

  private LineText decoded(PhysicalLine line) {
    Optional<String> text = lines.form().decode(line.bytes());
    Optional<String> problem =
        switch (line.flaw()) {
          case TOO_LONG ->
              Optional.of("the line has more than " + PhysicalLines.LONGEST_LINE_BYTES + " bytes");
          case BROKEN_OFF -> Optional.of(DAMAGED);
          case NONE -> text.isEmpty() ? Optional.of(notText()) : textProblem(text.get());
        };
    return new LineText(
        line, text.orElseGet(() -> lines.form().decodeAnyhow(line.bytes())), problem);
  }

  private String notText() {
    return "the line has bytes that are no " + lines.form().charset().name();
  }

  /** Characters that no field may hold: keys are joined by U+001F. */
  static Optional<String> textProblem(String text) {
    if (text.indexOf('\0') >= 0 || text.indexOf('\u001f') >= 0) {
      return Optional.of("there is a control character U+0000 or U+001F");
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
