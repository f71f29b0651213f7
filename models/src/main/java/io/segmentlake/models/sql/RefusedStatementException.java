package io.segmentlake.models.sql;

import scala.Option;

/** A statement that may not run, in words: what, where, and what is allowed. */
public final class RefusedStatementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RefusedStatementException(String message) {
    // Servers send the trace along, too, and it says nothing to whoever wrote the statement.
    super(message, null, false, false);
  }

  /**
   * Where in a statement, in words; empty where Spark does not tell.
   *
   * @param line from 1
   * @param position in the line, from 0
   */
  public static String place(Option<?> line, Option<?> position) {
    return line.isEmpty()
        ? ""
        : " (line %s, column %d)".formatted(line.get(), (Integer) position.get() + 1);
  }

  /** The words alone: servers show this to whoever sent the statement. */
  @Override
  public String toString() {
    return getMessage();
  }
}
