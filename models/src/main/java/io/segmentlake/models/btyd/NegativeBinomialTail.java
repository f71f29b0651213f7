package io.segmentlake.models.btyd;

/**
 * P(N > n) for n = 0, 1, 2, …: orders within a time of a customer who never leaves and whose rate
 * is ~ Gamma(shape, α).
 */
final class NegativeBinomialTail {
  /** Below it, products lose digits; weights are then kept as logarithms. */
  private static final double SMALL = 1e-280;

  private final double shape;
  private final double odds;
  private int n;
  private double logWeight;
  private double weight;
  private double tail;
  private boolean hasGrown;

  NegativeBinomialTail(double shape, double alpha, double time) {
    this.shape = shape;
    this.odds = time / (alpha + time);
    this.logWeight = -shape * Math.log1p(time / alpha);
    this.weight = Math.exp(logWeight);
    this.tail = -Math.expm1(logWeight);
    this.hasGrown = weight > SMALL;
  }

  double value() {
    return tail;
  }

  void next() {
    n++;
    double factor = odds * (shape + n - 1) / n;
    if (hasGrown) {
      weight *= factor;
    } else {
      logWeight += Math.log(factor);
      weight = Math.exp(logWeight);
      hasGrown = weight > SMALL;
    }
    tail = Math.max(0, tail - weight);
  }
}
