package io.segmentlake.jobs.generate;

/** One line of a CSV file, field by field; fields are quoted where they must be (RFC 4180). */
final class CsvLine {
  private final StringBuilder text = new StringBuilder(160);
  private final char separator;
  private boolean isEmpty = true;

  private CsvLine(char separator) {
    this.separator = separator;
  }

  static CsvLine of(Object... fields) {
    CsvLine line = new CsvLine(',');
    for (Object field : fields) {
      line.add(field);
    }
    return line;
  }

  static CsvLine separatedBySemicolons(Object... fields) {
    CsvLine line = new CsvLine(';');
    for (Object field : fields) {
      line.add(field);
    }
    return line;
  }

  private void add(Object field) {
    if (!isEmpty) {
      text.append(separator);
    }
    isEmpty = false;
    if (field instanceof String string && needsQuotes(string)) {
      text.append('"').append(string.replace("\"", "\"\"")).append('"');
    } else if (field != null) {
      text.append(field);
    }
  }

  private boolean needsQuotes(String field) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == separator || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
