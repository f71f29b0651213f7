package io.segmentlake.models.btyd;

/**
 * Pareto/NBD with known parameters. Given that a customer is alive after its history, λ ~ Gamma(r +
 * x, α + T) and μ ~ Gamma(s, β + T) independently, so its future is that of a new customer with
 * these parameters. P(alive) is the share of the first of the two terms of the likelihood ({@link
 * ParetoNbdLikelihood}).
 */
record ParetoNbdProcess(double r, double alpha, double s, double beta) implements OrderProcess {

  @Override
  public FutureOrders after(double x, double last, double age) {
    double alive = -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);
    double dead = Math.log(s) + PowerIntegral.of(alpha, r + x, beta, s + 1, last, age - last).log();
    return new ParetoNbdFuture(1 / (1 + Math.exp(dead - alive)), r + x, alpha + age, s, beta + age);
  }
}
