package io.segmentlake.models.btyd;

import java.util.List;
import org.apache.commons.math3.special.Gamma;

/**
 * Gamma-Gamma: the worth of an order ~ Gamma(p, ν), where ν ~ Gamma(q, v) differs between
 * customers; a history is the number of repeat orders x and their mean worth m. Fader and Hardie,
 * "The Gamma-Gamma model of monetary value" (2013), equation 1a.
 */
final class GammaGammaLikelihood implements Likelihood {
  private static final long serialVersionUID = 1;

  @Override
  public List<String> parameters() {
    return List.of("p", "q", "v");
  }

  @Override
  public double[] start(double[] means) {
    return new double[] {Math.log(2), Math.log(3), Math.log(means[1])};
  }

  @Override
  public double at(double[] history, double[] logs, double[] slope) {
    double x = history[0];
    double m = history[1];
    double px = Math.exp(logs[0]) * x;
    double q = Math.exp(logs[1]);
    double v = Math.exp(logs[2]);
    double logSum = Math.log(v + x * m);
    double logSpent = Math.log(x * m);
    double both = Gamma.digamma(px + q);
    slope[0] = px * (both - Gamma.digamma(px) + logSpent - logSum);
    slope[1] = q * (both - Gamma.digamma(q) + logs[2] - logSum);
    slope[2] = q - (px + q) * v / (v + x * m);
    return Gamma.logGamma(px + q)
        - Gamma.logGamma(px)
        - Gamma.logGamma(q)
        + q * logs[2]
        + px * logSpent
        - Math.log(m)
        - (px + q) * logSum;
  }
}
