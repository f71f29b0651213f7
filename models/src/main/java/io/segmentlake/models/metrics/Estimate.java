package io.segmentlake.models.metrics;

/**
 * A number with its interval.
 *
 * @param value as measured
 * @param low lower end of the interval
 * @param high upper end
 */
public record Estimate(double value, double low, double high) {

  /** Whether the interval lies above 0, so that the number is more than chance. */
  public boolean isAboveZero() {
    return low > 0;
  }
}
