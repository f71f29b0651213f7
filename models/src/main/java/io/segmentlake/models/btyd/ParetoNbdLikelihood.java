package io.segmentlake.models.btyd;

import java.util.List;

/**
 * Pareto/NBD: orders at a rate λ ~ Gamma(r, α) during a lifetime that ends at a rate μ ~ Gamma(s,
 * β). Schmittlein, Morrison and Colombo, Management Science 33 (1987); the likelihood is that of
 * Fader and Hardie, "A note on deriving the Pareto/NBD model" (2005), before its integral over the
 * time of death is written with ₂F₁:
 *
 * <p>(r)ₓ α^r β^s [ (α+T)^−(r+x) (β+T)^−s + s ∫ from t_x to T of (α+τ)^−(r+x) (β+τ)^−(s+1) dτ ].
 */
final class ParetoNbdLikelihood implements Likelihood {
  private static final long serialVersionUID = 1;

  @Override
  public List<String> parameters() {
    return List.of("r", "alpha", "s", "beta");
  }

  @Override
  public double[] start(double[] means) {
    double timeBetweenOrders = means[2] / means[0];
    double half = Math.log(0.5);
    return new double[] {half, half + Math.log(timeBetweenOrders), half, half + Math.log(means[2])};
  }

  @Override
  public double at(double[] history, double[] logs, double[] slope) {
    double x = history[0];
    double r = Math.exp(logs[0]);
    double alpha = Math.exp(logs[1]);
    double s = Math.exp(logs[2]);
    double beta = Math.exp(logs[3]);
    double first = alpha + history[2];
    double second = beta + history[2];

    PowerIntegral death =
        PowerIntegral.of(alpha, r + x, beta, s + 1, history[1], history[2] - history[1]);
    double alive = -(r + x) * Math.log(first) - s * Math.log(second);
    double dead = logs[2] + death.log();
    double either = Math.max(alive, dead) + Math.log1p(Math.exp(-Math.abs(alive - dead)));
    double shareDead = Math.exp(dead - either);
    double shareAlive = 1 - shareDead;
    double logFirst = shareAlive * Math.log(first) + shareDead * death.logFirst();
    double perFirst = shareAlive / first + shareDead * death.perFirst();
    double logSecond = shareAlive * Math.log(second) + shareDead * death.logSecond();
    double perSecond = s * shareAlive / second + (s + 1) * shareDead * death.perSecond();
    slope[0] = r * (RisingFactorial.slope(r, x) + logs[1] - logFirst);
    slope[1] = r - alpha * (r + x) * perFirst;
    slope[2] = s * (logs[3] - logSecond) + shareDead;
    slope[3] = s - beta * perSecond;
    return RisingFactorial.log(r, x) + r * logs[1] + s * logs[3] + either;
  }
}
