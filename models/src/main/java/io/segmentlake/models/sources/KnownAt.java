package io.segmentlake.models.sources;

import io.segmentlake.models.expression.Node;
import java.time.Duration;
import java.util.regex.Pattern;

/** When the shop claims to have known a record. */
public sealed interface KnownAt {

  /** So long after it occurred: for history that was exported all at once. */
  record Assumed(Duration lag) implements KnownAt {}

  /** An instant that the record itself tells. */
  record Told(Node expression) implements KnownAt {}

  /**
   * A time in the file's name. A date without a time of day means its end, because an export of a
   * day is complete only then.
   *
   * @param pattern with one group, found anywhere in the path
   * @param format of the group, as in {@link java.time.format.DateTimeFormatter}
   */
  record InFileName(Pattern pattern, String format) implements KnownAt {}
}
