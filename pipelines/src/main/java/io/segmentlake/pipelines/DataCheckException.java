package io.segmentlake.pipelines;

/**
 * A check of the data stopped the work before it could do harm; the command line ends with exit
 * code 3.
 */
public final class DataCheckException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what cannot be done, why, and what to do; never personal data
   */
  public DataCheckException(String message) {
    super(message);
  }
}
