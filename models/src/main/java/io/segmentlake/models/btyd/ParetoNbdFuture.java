package io.segmentlake.models.btyd;

import java.util.Arrays;

/**
 * A customer's future under Pareto/NBD. Its n-th order from now comes at τ with the density
 *
 * <p>f(τ) = Γ(r+n) / (Γ(r) (n−1)!) · α^r τ^(n−1) (α+τ)^−(r+n),
 *
 * <p>a gamma with its rate λ integrated out, and the customer is then still alive with (β/(β+τ))^s.
 * So P(at least n orders within t) = P(alive) ∫ f(τ) (β/(β+τ))^s dτ from 0 to t, and P(no order) is
 * 1 less that of n = 1: the dead, and the living who die or wait. The expectation is that of Fader
 * and Hardie (2005), equation 41, which is linear in the lifetime where s = 1.
 */
record ParetoNbdFuture(double alive, double r, double alpha, double s, double beta)
    implements FutureOrders {
  private static final GaussLegendre RULE = new GaussLegendre(64);
  private static final int MOST_ORDERS = 10_000;

  @Override
  public double expected(double time) {
    double logLonger = Math.log1p(time / beta);
    double u = (s - 1) * logLonger;
    double lifetime = beta * logLonger * (Math.abs(u) < 1e-12 ? 1 : -Math.expm1(-u) / u);
    return alive * r / alpha * lifetime;
  }

  @Override
  public double any(double time) {
    double log = PowerIntegral.of(alpha, r + 1, beta, s, 0, time).log();
    return alive * r * Math.exp(r * Math.log(alpha) + s * Math.log(beta) + log);
  }

  /** With y = τ / (α + τ), f becomes the density of Beta(n, r). Good to five digits. */
  @Override
  public double[] atLeast(double time, double bound) {
    double range = time / (alpha + time);
    double[] logY = new double[RULE.points()];
    double[] logRest = new double[RULE.points()];
    for (int i = 0; i < RULE.points(); i++) {
      double y = range * RULE.point(i);
      logY[i] = Math.log(y);
      logRest[i] =
          Math.log(range * RULE.weight(i))
              + (r - 1) * Math.log1p(-y)
              - s * Math.log1p(alpha * y / ((1 - y) * beta));
    }
    double[] probabilities = {any(time)};
    double logFactor = Math.log(r);
    for (int n = 2; n < MOST_ORDERS; n++) {
      logFactor += Math.log((r + n - 1) / (n - 1));
      double sum = 0;
      for (int i = 0; i < logY.length; i++) {
        sum += Math.exp(logFactor + (n - 1) * logY[i] + logRest[i]);
      }
      if (alive * sum < bound) {
        break;
      }
      probabilities = Arrays.copyOf(probabilities, n);
      probabilities[n - 1] = Math.min(alive * sum, probabilities[n - 2]);
    }
    return probabilities;
  }
}
