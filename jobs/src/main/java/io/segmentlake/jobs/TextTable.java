package io.segmentlake.jobs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table for the terminal: numbers to the right, text to the left. */
public final class TextTable {
  private final List<String> header;
  private final List<List<Object>> rows = new ArrayList<>();

  public TextTable(String... header) {
    this.header = List.of(header);
  }

  /**
   * Adds a row; a null cell stays blank, whole numbers are grouped by thousands, those given as
   * BigDecimal are not.
   */
  public TextTable row(Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "Cannot add a row of " + cells.length + " cells to a table of " + header.size() + ".");
    }
    rows.add(Arrays.asList(cells));
    return this;
  }

  /** Lines without trailing blanks, each ended by a line feed. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    int[] widths = widths();
    line(text, List.copyOf(header), widths);
    for (int i = 0; i < widths.length; i++) {
      text.append(i == 0 ? "" : "  ").append("─".repeat(widths[i]));
    }
    text.append('\n');
    rows.forEach(row -> line(text, row, widths));
    return text.toString();
  }

  private int[] widths() {
    int[] widths = new int[header.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(header.get(i));
      for (List<Object> row : rows) {
        widths[i] = Math.max(widths[i], width(shown(row.get(i))));
      }
    }
    return widths;
  }

  private void line(StringBuilder text, List<?> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = shown(cells.get(i));
      String blanks = " ".repeat(widths[i] - width(cell));
      line.append(i == 0 ? "" : "  ").append(isNumeric(i) ? blanks + cell : cell + blanks);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private boolean isNumeric(int column) {
    return rows.stream()
        .map(r -> r.get(column))
        .allMatch(cell -> cell == null || cell instanceof Number);
  }

  private static String shown(Object cell) {
    if (cell == null) {
      return "";
    }
    if (cell instanceof Long || cell instanceof Integer) {
      return String.format(Locale.ROOT, "%,d", ((Number) cell).longValue());
    }
    if (cell instanceof Double number) {
      return String.format(Locale.ROOT, "%,.1f", number);
    }
    return cell instanceof BigDecimal number ? number.toPlainString() : cell.toString();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
