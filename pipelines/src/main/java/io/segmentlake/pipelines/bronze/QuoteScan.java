package io.segmentlake.pipelines.bronze;

/**
 * Follows the quotes of one delimited record through its physical lines, to know where the record
 * ends.
 */
final class QuoteScan {

  /** Where the scan stands after a line. */
  enum State {
    /** The record is complete. */
    CLOSED,
    /** A quoted field goes on in the next line. */
    OPEN,
    /** Something else than a delimiter follows a closing quote. */
    MALFORMED
  }

  private enum Place {
    FIELD_START,
    PLAIN,
    QUOTED,
    AFTER_QUOTE
  }

  private final char delimiter;
  private final char quote;
  private Place place = Place.FIELD_START;

  QuoteScan(char delimiter, char quote) {
    this.delimiter = delimiter;
    this.quote = quote;
  }

  /** Goes through one more line, given without its line end. */
  State line(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (place) {
        case FIELD_START -> place = c == quote ? Place.QUOTED : plain(c);
        case PLAIN -> place = plain(c);
        case QUOTED -> {
          if (c == quote) {
            boolean isDoubled = i + 1 < text.length() && text.charAt(i + 1) == quote;
            i += isDoubled ? 1 : 0;
            place = isDoubled ? Place.QUOTED : Place.AFTER_QUOTE;
          }
        }
        case AFTER_QUOTE -> {
          if (c == delimiter) {
            place = Place.FIELD_START;
          } else if (!Character.isWhitespace(c)) {
            return State.MALFORMED;
          }
        }
      }
    }
    return place == Place.QUOTED ? State.OPEN : State.CLOSED;
  }

  private Place plain(char c) {
    return c == delimiter ? Place.FIELD_START : Place.PLAIN;
  }
}
