package io.segmentlake.models.sql;

/** A statement that may not run, in words: what, where, and what is allowed. */
public final class RefusedStatementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RefusedStatementException(String message) {
    // Servers send the trace along, too, and it says nothing to whoever wrote the statement.
    super(message, null, false, false);
  }

  /** The words alone: servers show this to whoever sent the statement. */
  @Override
  public String toString() {
    return getMessage();
  }
}
