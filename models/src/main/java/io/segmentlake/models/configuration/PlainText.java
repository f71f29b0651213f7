package io.segmentlake.models.configuration;

/** A text as it stands, from a place onwards. */
record PlainText(String value, Location start, String path) implements SourceText {

  @Override
  public Location at(int offset) {
    int line = start.line();
    int column = start.column();
    for (int i = 0; i < Math.min(offset, value.length()); i++) {
      if (value.charAt(i) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new Location(start.file(), line, column);
  }
}
