package io.segmentlake.models.btyd;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Beta;

/**
 * What one customer spends within a time, not discounted: a number of orders, each worth Gamma(p,
 * ν). Given n orders the sum is Gamma(p n, ν), and with ν integrated out sum / (sum + rate) is
 * Beta(p n, shape) of the {@link ValuePosterior}.
 */
final class SpendDistribution {
  /** Orders that are less probable than this do not move a quantile that anyone reads. */
  static final double NEGLIGIBLE = 1e-6;

  private final double[] atLeast;
  private final ValuePosterior value;

  /**
   * Of a customer with these chances to order.
   *
   * @param atLeast P(at least 1 order), P(at least 2), …
   */
  SpendDistribution(double[] atLeast, ValuePosterior value) {
    this.atLeast = atLeast.clone();
    this.value = value;
  }

  /** P(at most this is spent). */
  double atMost(double spend) {
    double share = spend / (spend + value.rate());
    double more = 0;
    for (int n = 1; n <= atLeast.length; n++) {
      double exactly = atLeast[n - 1] - (n < atLeast.length ? atLeast[n] : 0);
      more += exactly * (1 - Beta.regularizedBeta(share, value.p() * n, value.shape()));
    }
    return 1 - more;
  }

  /** The least spend that is not exceeded with a probability; 0 where that much buy nothing. */
  double quantile(double probability) {
    if (1 - atLeast[0] >= probability) {
      return 0;
    }
    double most = value.p() * value.rate() / value.shape();
    while (atMost(most) < probability) {
      most *= 2;
    }
    return new BrentSolver(1e-8, 1e-10).solve(200, spend -> atMost(spend) - probability, 0, most);
  }
}
