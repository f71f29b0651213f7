package io.segmentlake.models.btyd;

/** How a fit ended. Only {@link #CONVERGED} is fit for use. */
public enum FitStatus {
  /** At a maximum: another step would not raise the log-likelihood by a ten-thousandth. */
  CONVERGED,
  /** The best search was stopped by {@code maxIter} before a maximum. */
  MAX_ITERATIONS,
  /** The searches ended, but not at a maximum. */
  DID_NOT_CONVERGE,
  /**
   * The data leave a parameter open: the likelihood is flat there, or the parameter's standard
   * error is a factor of e³ or more.
   */
  NOT_IDENTIFIED,
  /**
   * Fewer customers with repeat orders than {@code minRepeaters}; parameters and predictions are
   * missing.
   */
  TOO_FEW_ROWS
}
