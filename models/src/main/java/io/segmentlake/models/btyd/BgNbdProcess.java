package io.segmentlake.models.btyd;

/**
 * BG/NBD with known parameters. Given that a customer is still there after its history, λ ~ Gamma(r
 * + x, α + T) and p ~ Beta(a, b + x) independently, so its future is that of a new customer with
 * these parameters.
 */
record BgNbdProcess(double r, double alpha, double a, double b) implements OrderProcess {

  @Override
  public FutureOrders after(double x, double last, double age) {
    double alive = 1;
    if (x > 0) {
      double logOdds =
          Math.log(a / (b + x - 1)) + (r + x) * Math.log1p((age - last) / (alpha + last));
      alive = 1 / (1 + Math.exp(logOdds));
    }
    return new BgNbdFuture(alive, r + x, alpha + age, a, b + x);
  }
}
