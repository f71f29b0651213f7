package io.segmentlake.models.btyd;

/**
 * ∫ (α + τ)^−p (β + τ)^−q dτ from a time on for a length, with means under that density.
 *
 * <p>Pareto/NBD is made of such integrals. They are usually written as a difference of two ₂F₁,
 * which cancels where the length is short, needs two cases, and has no handy derivative by p or q.
 * Here u = log(min(α, β) + τ) makes the integrand log-concave and smooth; where it falls, what is
 * e^−45 of its height is cut off, and the rest is summed by Gauss-Legendre. Everything is relative
 * to the first point, so that hundreds of orders neither over- nor underflow.
 *
 * @param log the logarithm of the integral
 * @param logFirst mean of log(α + τ)
 * @param perFirst mean of 1 / (α + τ)
 * @param logSecond mean of log(β + τ)
 * @param perSecond mean of 1 / (β + τ)
 */
record PowerIntegral(
    double log, double logFirst, double perFirst, double logSecond, double perSecond) {
  private static final double NEGLIGIBLE = 45;
  private static final double LONGEST_PANEL = 8;
  private static final GaussLegendre FEW = new GaussLegendre(16);
  private static final GaussLegendre MANY = new GaussLegendre(32);

  static PowerIntegral of(
      double alpha, double p, double beta, double q, double from, double length) {
    if (alpha <= beta) {
      return ordered(alpha, p, beta, q, from, length);
    }
    PowerIntegral swapped = ordered(beta, q, alpha, p, from, length);
    return new PowerIntegral(
        swapped.log,
        /* logFirst= */ swapped.logSecond,
        /* perFirst= */ swapped.perSecond,
        /* logSecond= */ swapped.logFirst,
        /* perSecond= */ swapped.perFirst);
  }

  /** With the smaller of the two first. */
  private static PowerIntegral ordered(
      double small, double p, double large, double q, double from, double length) {
    double gap = large - small;
    double a0 = small + from;
    double b0 = large + from;
    double logA0 = Math.log(a0);
    double logB0 = Math.log(b0);
    double range = Math.log1p(length / a0);
    // The logarithm falls at this speed first, and never slower later.
    double fall = p - 1 + q * a0 / b0;
    double cut = fall > 0 ? Math.min(range, NEGLIGIBLE / fall) : range;
    double fastest = p - 1 + q * (a0 + length) / (b0 + length);
    GaussLegendre rule = cut * Math.max(1, Math.abs(fastest)) < 4 ? FEW : MANY;
    int panels = 1 + (int) (cut / LONGEST_PANEL);
    double panel = cut / panels;

    double sum = 0;
    double sumLogA = 0;
    double sumPerA = 0;
    double sumLogB = 0;
    double sumPerB = 0;
    for (int k = 0; k < panels; k++) {
      for (int i = 0; i < rule.points(); i++) {
        double u = panel * (k + rule.point(i));
        double a = a0 * Math.exp(u);
        double b = a + gap;
        double logB = Math.log(b);
        double height = rule.weight(i) * Math.exp((1 - p) * u - q * (logB - logB0));
        sum += height;
        sumLogA += height * u;
        sumPerA += height / a;
        sumLogB += height * logB;
        sumPerB += height / b;
      }
    }
    return new PowerIntegral(
        (1 - p) * logA0 - q * logB0 + Math.log(panel * sum),
        logA0 + sumLogA / sum,
        sumPerA / sum,
        sumLogB / sum,
        sumPerB / sum);
  }
}
