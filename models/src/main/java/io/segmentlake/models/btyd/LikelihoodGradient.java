package io.segmentlake.models.btyd;

import org.apache.spark.mllib.linalg.DenseVector;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.optimization.Gradient;

/**
 * A likelihood as MLlib's optimiser wants it: the loss of one weighted history and its gradient. A
 * parameter that leaves the start by more than any data can ask for (e^25) is pushed back, so that
 * a likelihood without a maximum ends at that wall rather than in an overflow.
 */
final class LikelihoodGradient extends Gradient {
  private static final long serialVersionUID = 1;
  private static final double WALL = 25;

  private final Likelihood likelihood;
  private final double[] start;

  LikelihoodGradient(Likelihood likelihood, double[] start) {
    this.likelihood = likelihood;
    this.start = start.clone();
  }

  @Override
  public double compute(Vector history, double weight, Vector logs, Vector cumulated) {
    double[] beyond = new double[start.length];
    double[] within = new double[start.length];
    for (int k = 0; k < start.length; k++) {
      beyond[k] = beyond(logs.apply(k) - start[k]);
      within[k] = logs.apply(k) - beyond[k];
    }
    double[] slope = new double[start.length];
    double loss = -likelihood.at(history.toArray(), within, slope);
    double[] sums = ((DenseVector) cumulated).values();
    for (int k = 0; k < start.length; k++) {
      loss += beyond[k] * beyond[k];
      sums[k] += weight * (beyond[k] == 0 ? -slope[k] : 2 * beyond[k]);
    }
    return weight * loss;
  }

  private static double beyond(double distance) {
    return distance - Math.max(-WALL, Math.min(WALL, distance));
  }
}
