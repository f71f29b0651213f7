package io.segmentlake.models.btyd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The log-likelihood around a point: its value, its slope, and the observed information, by central
 * differences of the slope. All by the logarithms of the parameters.
 */
record Curvature(RealVector at, double value, RealVector slope, RealMatrix information) {
  private static final double STEP = 1e-4;

  static Curvature around(RealVector point, LikelihoodSum sum) {
    double[] at = point.toArray();
    List<double[]> points = new ArrayList<>();
    points.add(at);
    for (int k = 0; k < at.length; k++) {
      points.add(moved(at, k, STEP));
      points.add(moved(at, k, -STEP));
    }
    double[][] sums = sum.at(points);
    RealMatrix information = new Array2DRowRealMatrix(at.length, at.length);
    for (int k = 0; k < at.length; k++) {
      for (int j = 0; j < at.length; j++) {
        double bend = (sums[2 * k + 2][j + 1] - sums[2 * k + 1][j + 1]) / (2 * STEP);
        information.addToEntry(k, j, bend / 2);
        information.addToEntry(j, k, bend / 2);
      }
    }
    RealVector slope = new ArrayRealVector(sums[0], 1, at.length);
    return new Curvature(point, sums[0][0], slope, information);
  }

  private static double[] moved(double[] at, int k, double step) {
    double[] moved = at.clone();
    moved[k] += step;
    return moved;
  }

  /** The inverse of the information; empty where the likelihood is not curved downwards. */
  Optional<RealMatrix> covariance() {
    try {
      return Optional.of(new CholeskyDecomposition(information).getSolver().getInverse());
    } catch (NonPositiveDefiniteMatrixException flat) {
      return Optional.empty();
    }
  }

  /** The point where a Newton step leads. */
  RealVector next(RealMatrix covariance) {
    return at.add(covariance.operate(slope));
  }

  /** What a Newton step would add to the log-likelihood. */
  double gain(RealMatrix covariance) {
    return slope.dotProduct(covariance.operate(slope)) / 2;
  }
}
