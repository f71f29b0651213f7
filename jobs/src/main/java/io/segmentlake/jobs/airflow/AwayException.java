package io.segmentlake.jobs.airflow;

/** The server cannot be reached, does not answer in time, or fails itself. */
public final class AwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message starts with "Cannot"
   */
  AwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
