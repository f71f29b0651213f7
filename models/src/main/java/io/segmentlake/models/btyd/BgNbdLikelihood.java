package io.segmentlake.models.btyd;

import java.util.List;

/**
 * BG/NBD: orders at a rate λ ~ Gamma(r, α) while the customer is there; after each repeat order it
 * leaves with a probability p ~ Beta(a, b). Fader, Hardie and Lee, "Counting your customers the
 * easy way", Marketing Science 24 (2005), equation 6, in the form A₁ A₂ (A₃ + A₄) of their note on
 * its implementation.
 */
final class BgNbdLikelihood implements Likelihood {
  private static final long serialVersionUID = 1;

  @Override
  public List<String> parameters() {
    return List.of("r", "alpha", "a", "b");
  }

  @Override
  public double[] start(double[] means) {
    double timeBetweenOrders = means[2] / means[0];
    return new double[] {Math.log(0.5), Math.log(0.5 * timeBetweenOrders), 0, Math.log(2)};
  }

  @Override
  public double at(double[] history, double[] logs, double[] slope) {
    double x = history[0];
    double r = Math.exp(logs[0]);
    double alpha = Math.exp(logs[1]);
    double a = Math.exp(logs[2]);
    double b = Math.exp(logs[3]);
    double untilLast = alpha + history[1];
    double untilNow = alpha + history[2];

    double stayed = -(r + x) * Math.log(untilNow);
    double either = stayed;
    double shareLeft = 0;
    if (x > 0) {
      double left = logs[2] - Math.log(b + x - 1) - (r + x) * Math.log(untilLast);
      either = Math.max(stayed, left) + Math.log1p(Math.exp(-Math.abs(stayed - left)));
      shareLeft = Math.exp(left - either);
    }
    double logTime = (1 - shareLeft) * Math.log(untilNow) + shareLeft * Math.log(untilLast);
    double perTime = (1 - shareLeft) / untilNow + shareLeft / untilLast;
    double slopeOfBoth = RisingFactorial.slope(a + b, x);
    slope[0] = r * (RisingFactorial.slope(r, x) + logs[1] - logTime);
    slope[1] = r - alpha * (r + x) * perTime;
    slope[2] = shareLeft - a * slopeOfBoth;
    slope[3] = b * (RisingFactorial.slope(b, x) - slopeOfBoth);
    if (x > 0) {
      slope[3] -= shareLeft * b / (b + x - 1);
    }
    return RisingFactorial.log(r, x)
        + r * logs[1]
        + RisingFactorial.log(b, x)
        - RisingFactorial.log(a + b, x)
        + either;
  }
}
