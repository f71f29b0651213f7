package io.segmentlake.jobs.airflow;

/** The server cannot be reached, does not answer in time, or fails itself. */
public final class AwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean hasAnswered;

  /**
   * Makes the exception.
   *
   * @param message starts with "Cannot"
   * @param hasAnswered whether the server said itself that it failed
   */
  AwayException(String message, boolean hasAnswered, Throwable cause) {
    super(message, cause);
    this.hasAnswered = hasAnswered;
  }

  boolean hasAnswered() {
    return hasAnswered;
  }
}
