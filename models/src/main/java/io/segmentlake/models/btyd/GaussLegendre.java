package io.segmentlake.models.btyd;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/** Points and weights that integrate a smooth function from 0 to 1. */
final class GaussLegendre {
  private final double[] points;
  private final double[] weights;

  GaussLegendre(int count) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(count);
    points = new double[count];
    weights = new double[count];
    for (int i = 0; i < count; i++) {
      points[i] = (1 + rule.getPoint(i)) / 2;
      weights[i] = rule.getWeight(i) / 2;
    }
  }

  int points() {
    return points.length;
  }

  double point(int i) {
    return points[i];
  }

  double weight(int i) {
    return weights[i];
  }

  /** The integral of a function from 0 to a bound. */
  double upTo(double bound, DoubleUnaryOperator function) {
    double sum = 0;
    for (int i = 0; i < points.length; i++) {
      sum += weights[i] * function.applyAsDouble(bound * points[i]);
    }
    return bound * sum;
  }
}
