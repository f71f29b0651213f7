package io.segmentlake.models.configuration;

/**
 * Finds the place of each character of a YAML value in its file: characters other than space stand
 * in the file in the same order, with folds, indents and escapes between them.
 */
public final class ScalarPositions {
  private final String source;
  private final int begin;
  private final Location start;

  /**
   * @param source the whole file
   * @param begin offset of the value's first character, quote or block sign
   * @param start the same place as line and column
   */
  ScalarPositions(String source, int begin, Location start) {
    this.source = source;
    this.begin = begin;
    this.start = start;
  }

  Location start() {
    return start;
  }

  Location at(String value, int offset) {
    int at = firstCharacter();
    char quote = begin < source.length() ? source.charAt(begin) : ' ';
    for (int i = 0; i < Math.min(offset, value.length()); i++) {
      at = after(value.charAt(i), at, quote);
    }
    boolean wordFollows = offset < value.length() && !Character.isWhitespace(value.charAt(offset));
    return locationOf(wordFollows ? skipSpace(at, quote) : at);
  }

  private int firstCharacter() {
    if (begin >= source.length()) {
      return begin;
    }
    return switch (source.charAt(begin)) {
      case '\'', '"' -> begin + 1;
      case '|', '>' -> afterLine(begin);
      default -> begin;
    };
  }

  private int afterLine(int at) {
    int end = source.indexOf('\n', at);
    return end < 0 ? source.length() : end + 1;
  }

  /** Offset behind one character of the value. */
  private int after(char character, int from, char quote) {
    if (Character.isWhitespace(character)) {
      boolean escaped = quote == '"' && isEscape(from) && !isLineJoin(from);
      if (escaped) {
        return from + escapeLength(from);
      }
      boolean spaceHere = from < source.length() && Character.isWhitespace(source.charAt(from));
      return spaceHere ? from + 1 : from;
    }
    int at = skipSpace(from, quote);
    if (at >= source.length()) {
      return source.length();
    }
    if (quote == '"' && isEscape(at)) {
      return at + escapeLength(at);
    }
    boolean doubled = quote == '\'' && source.startsWith("''", at);
    return at + (doubled ? 2 : 1);
  }

  private int skipSpace(int from, char quote) {
    int at = from;
    while (at < source.length()) {
      if (Character.isWhitespace(source.charAt(at))) {
        at++;
      } else if (quote == '"' && isLineJoin(at)) {
        at = afterLine(at);
      } else {
        return at;
      }
    }
    return at;
  }

  private boolean isEscape(int at) {
    return at + 1 < source.length() && source.charAt(at) == '\\';
  }

  /** A backslash at the end of a line of a double-quoted value joins it with the next. */
  private boolean isLineJoin(int at) {
    return isEscape(at) && (source.startsWith("\\\n", at) || source.startsWith("\\\r\n", at));
  }

  private int escapeLength(int at) {
    return switch (source.charAt(at + 1)) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }

  private Location locationOf(int offset) {
    int line = start.line();
    int column = start.column();
    for (int i = begin; i < Math.min(offset, source.length()); i++) {
      if (source.charAt(i) == '\n') {
        line++;
        column = 1;
      } else if (!Character.isLowSurrogate(source.charAt(i))) {
        column++;
      }
    }
    return new Location(start.file(), line, column);
  }

  /** Two values are the same wherever they stand. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ScalarPositions;
  }

  @Override
  public int hashCode() {
    return 1;
  }
}
