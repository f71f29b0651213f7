package io.segmentlake.models.btyd;

import java.util.Arrays;

/**
 * A customer's future under BG/NBD. With N the orders that it would place if it never left, it
 * places more than n if N > n and it stayed after each of the first n, which do not depend on each
 * other: P(Y > n) = P(alive) P(N > n) (b)ₙ / (a + b)ₙ. The expectation is the sum of these
 * probabilities. It equals the published expression with ₂F₁ (Fader, Hardie and Lee 2005, equation
 * 10), but all its terms are positive and none is singular at a = 1 or a + b = 1.
 */
record BgNbdFuture(double alive, double r, double alpha, double a, double b)
    implements FutureOrders {
  private static final double NEGLIGIBLE = 1e-13;
  private static final int MOST_TERMS = 1_000_000;

  @Override
  public double expected(double time) {
    NegativeBinomialTail tail = new NegativeBinomialTail(r, alpha, time);
    double mean = r * time / alpha;
    double stays = 1;
    double sum = 0;
    for (int n = 0; n < MOST_TERMS; n++) {
      double term = stays * tail.value();
      sum += term;
      if (n >= mean && term <= NEGLIGIBLE * sum) {
        return alive * sum;
      }
      stays *= (b + n) / (a + b + n);
      tail.next();
    }
    // A horizon tens of thousands of times α + T: parameters that mean nothing.
    return Double.NaN;
  }

  @Override
  public double[] atLeast(double time, double bound) {
    NegativeBinomialTail tail = new NegativeBinomialTail(r, alpha, time);
    double[] probabilities = new double[16];
    double stays = alive;
    int n = 0;
    for (; n == 0 || stays * tail.value() >= bound; n++) {
      if (n == probabilities.length) {
        probabilities = Arrays.copyOf(probabilities, 2 * n);
      }
      probabilities[n] = stays * tail.value();
      stays *= (b + n) / (a + b + n);
      tail.next();
    }
    return Arrays.copyOf(probabilities, n);
  }

  @Override
  public double any(double time) {
    return -alive * Math.expm1(-r * Math.log1p(time / alpha));
  }

  /** The inverse of {@link #any}. */
  @Override
  public double waiting(double probability, double latest) {
    if (probability >= alive) {
      return Double.NaN;
    }
    double time = alpha * Math.expm1(-Math.log1p(-probability / alive) / r);
    return time <= latest ? time : Double.NaN;
  }
}
