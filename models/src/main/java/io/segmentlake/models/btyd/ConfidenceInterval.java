package io.segmentlake.models.btyd;

/**
 * A 95 % confidence interval of a parameter, from its logarithm's standard error: never negative.
 */
public record ConfidenceInterval(double low, double high) {
  private static final double NORMAL_975 = 1.959963984540054;

  static ConfidenceInterval of(double value, double errorOfLog) {
    double factor = Math.exp(NORMAL_975 * errorOfLog);
    return new ConfidenceInterval(value / factor, value * factor);
  }
}
