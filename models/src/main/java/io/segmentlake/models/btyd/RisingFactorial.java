package io.segmentlake.models.btyd;

import org.apache.commons.math3.special.Gamma;

/** z (z + 1) … (z + n − 1) = Γ(z + n) / Γ(z), and how it changes with z. */
final class RisingFactorial {
  /** Most customers order a few times: so many terms are quicker, and exact for any z. */
  private static final int TERMS = 64;

  private RisingFactorial() {}

  static double log(double z, double n) {
    if (n > TERMS) {
      return Gamma.logGamma(z + n) - Gamma.logGamma(z);
    }
    double log = 0;
    for (int i = 0; i < n; i++) {
      log += Math.log(z + i);
    }
    return log;
  }

  /** The derivative of {@link #log} by z. */
  static double slope(double z, double n) {
    if (n > TERMS) {
      return Gamma.digamma(z + n) - Gamma.digamma(z);
    }
    double slope = 0;
    for (int i = 0; i < n; i++) {
      slope += 1 / (z + i);
    }
    return slope;
  }
}
