package io.segmentlake.models.configuration;

import java.util.Comparator;
import java.util.Optional;

/**
 * Something wrong in a configuration file, at its place.
 *
 * @param file as the reader of a message knows it
 * @param line from 1
 * @param column from 1
 * @param path keys from the top of the file, for example {@code measures.recent.where}; may be
 *     empty
 * @param message what is wrong and what is allowed
 * @param suggestion what was probably meant
 */
public record Mistake(
    String file, int line, int column, String path, String message, Optional<String> suggestion) {

  /** By file and place, so that a list of mistakes reads from top to bottom. */
  public static final Comparator<Mistake> BY_PLACE =
      Comparator.comparing(Mistake::file)
          .thenComparingInt(Mistake::line)
          .thenComparingInt(Mistake::column)
          .thenComparing(Mistake::message);

  public static Mistake at(Location location, String path, String message) {
    return at(location, path, message, Optional.empty());
  }

  public static Mistake at(
      Location location, String path, String message, Optional<String> suggestion) {
    return new Mistake(
        location.file(), location.line(), location.column(), path, message, suggestion);
  }

  /** One line, for example {@code conf/segments/vip.yaml:12:8 when: unknown column 'x'}. */
  @Override
  public String toString() {
    String place = file + ":" + line + ":" + column + " ";
    String where = path.isEmpty() ? "" : path + ": ";
    return place + where + message + suggestion.map(s -> " (did you mean '" + s + "'?)").orElse("");
  }
}
