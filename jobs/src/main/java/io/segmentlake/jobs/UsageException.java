package io.segmentlake.jobs;

/** What the user gave, or did not give, stops the run; the command line ends with exit code 2. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what cannot be done, why, and what to give instead
   */
  public UsageException(String message) {
    super(message);
  }
}
