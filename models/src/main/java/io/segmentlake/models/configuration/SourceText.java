package io.segmentlake.models.configuration;

import java.util.Optional;

/** A text out of a configuration file that knows where each of its characters stands. */
public interface SourceText {

  String value();

  /** Keys from the top of the file to this text. */
  String path();

  /**
   * Where a character of {@link #value()} stands in the file.
   *
   * @param offset from 0; the length of the value means its end
   */
  Location at(int offset);

  default Mistake mistake(int offset, String message) {
    return Mistake.at(at(offset), path(), message);
  }

  default Mistake mistake(int offset, String message, Optional<String> suggestion) {
    return Mistake.at(at(offset), path(), message, suggestion);
  }

  /** A text that was not read from YAML; it starts at the given place and is not escaped. */
  static SourceText of(String value, Location start, String path) {
    return new PlainText(value, start, path);
  }
}
