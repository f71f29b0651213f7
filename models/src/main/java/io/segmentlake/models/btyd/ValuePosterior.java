package io.segmentlake.models.btyd;

import org.apache.commons.math3.distribution.GammaDistribution;

/**
 * What Gamma-Gamma says of the mean worth of a customer's orders, p / ν, where its ν ~ Gamma(shape,
 * rate): shape q + p x and rate v + x m after x repeat orders of mean worth m.
 */
record ValuePosterior(double p, double shape, double rate) {

  /** The expected mean; NaN where the mean of the population is infinite (q ≤ 1 and no order). */
  double expected() {
    return shape > 1 ? p * rate / (shape - 1) : Double.NaN;
  }

  double quantile(double share) {
    // Without a generator, which would be seeded by the clock.
    double nu = new GammaDistribution(null, shape, 1).inverseCumulativeProbability(1 - share);
    return p * rate / nu;
  }
}
