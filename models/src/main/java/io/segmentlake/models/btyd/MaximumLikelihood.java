package io.segmentlake.models.btyd;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.optimization.LBFGS;
import org.apache.spark.mllib.optimization.SimpleUpdater;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;

/**
 * Finds the parameters under which histories are most likely: MLlib's L-BFGS from several starts,
 * then Newton steps from the best with the observed information, which is wanted for standard
 * errors anyway. The steps take away what the order of L-BFGS's sums left in the estimates; rounded
 * to ten digits they are the same on any number of cores. Several starts compete for a few steps,
 * where histories are many on some of them, and one search goes on from the winner: on a flat
 * likelihood each would take all the steps there are.
 *
 * @param starts how many; the first is the likelihood's own, the others are around it
 */
record MaximumLikelihood(Likelihood likelihood, int maxIterations, double tolerance, int starts) {
  static final int MOST_STARTS = 9;

  private static final int COMPETING_ITERATIONS = 15;
  private static final int CORRECTIONS = 7;
  private static final int NEWTON_STEPS = 8;
  private static final double EXACT_AFTER_STEP = 1e-10;
  private static final double SMALL_GAIN = 1e-4;
  private static final double OPEN = 3;

  /** Each moves the logarithms of parameters by ± log 4; a set bit is a plus. */
  private static final int[] AROUND = {0b0101, 0b1010, 0b0011, 0b1100, 0b0110, 0b1001, 0b1111, 0};

  /** Where a search ended. */
  private record Found(RealVector logs, int iterations) {}

  FitSummary fit(Histories histories) {
    double[] start = likelihood.start(histories.means());
    double share = (double) histories.distinct() / histories.customers();
    JavaRDD<double[]> few = histories.few();
    boolean areCompeting = starts > 1 || histories.areMany();
    int steps = areCompeting ? Math.min(maxIterations, COMPETING_ITERATIONS) : maxIterations;
    List<Found> ends = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      ends.add(search(few, share, start, around(start, i), steps));
    }
    Found best = best(ends, new LikelihoodSum(likelihood, few));
    if (areCompeting) {
      best = search(histories.rows(), share, start, best.logs.toArray(), maxIterations);
    }
    LikelihoodSum sum = new LikelihoodSum(likelihood, histories.rows());
    Curvature end = Curvature.around(rounded(polished(best.logs, sum)), sum);
    return summary(end, histories, best.iterations);
  }

  /** Weights times the share have the mean 1 over rows, as L-BFGS divides by the number of rows. */
  private Found search(
      JavaRDD<double[]> rows, double share, double[] start, double[] from, int iterations) {
    RDD<Tuple2<Object, Vector>> weighted =
        rows.<Tuple2<Object, Vector>>map(
                row ->
                    new Tuple2<>(
                        share * row[row.length - 1],
                        Vectors.dense(Arrays.copyOf(row, row.length - 1))))
            .rdd();
    Tuple2<Vector, double[]> end =
        LBFGS.runLBFGS(
            weighted,
            new LikelihoodGradient(likelihood, start),
            new SimpleUpdater(),
            CORRECTIONS,
            tolerance,
            iterations,
            0,
            Vectors.dense(from));
    return new Found(new ArrayRealVector(end._1().toArray()), end._2().length - 1);
  }

  private static double[] around(double[] start, int i) {
    double[] around = start.clone();
    for (int k = 0; i > 0 && k < around.length; k++) {
      around[k] += Math.log(4) * ((AROUND[i - 1] >> k & 1) == 1 ? 1 : -1);
    }
    return around;
  }

  private static Found best(List<Found> ends, LikelihoodSum sum) {
    if (ends.size() == 1) {
      return ends.get(0);
    }
    double[][] sums = sum.at(ends.stream().map(found -> found.logs.toArray()).toList());
    int best = 0;
    for (int i = 1; i < sums.length; i++) {
      if (sums[i][0] > sums[best][0]) {
        best = i;
      }
    }
    return ends.get(best);
  }

  private static RealVector polished(RealVector logs, LikelihoodSum sum) {
    Curvature now = Curvature.around(logs, sum);
    for (int i = 0; i < NEWTON_STEPS; i++) {
      Optional<RealMatrix> covariance = now.covariance();
      if (covariance.isEmpty()) {
        break;
      }
      RealVector step = now.next(covariance.get());
      if (now.gain(covariance.get()) < EXACT_AFTER_STEP) {
        return step;
      }
      Curvature next = Curvature.around(step, sum);
      if (!(next.value() >= now.value() - 1e-12 * Math.abs(now.value()))) {
        break;
      }
      now = next;
    }
    return now.at();
  }

  private static RealVector rounded(RealVector logs) {
    return logs.map(log -> Math.log(tenDigits(Math.exp(log))));
  }

  private static double tenDigits(double value) {
    return new BigDecimal(value, new MathContext(10)).doubleValue();
  }

  private FitSummary summary(Curvature end, Histories histories, int iterations) {
    Optional<RealMatrix> covariance = end.covariance();
    int width = end.at().getDimension();
    List<Double> cells = new ArrayList<>();
    if (covariance.isPresent()) {
      Arrays.stream(covariance.get().getData())
          .forEach(row -> Arrays.stream(row).forEach(cells::add));
    } else {
      cells.addAll(Collections.nCopies(width * width, Double.NaN));
    }
    return new FitSummary(
        likelihood.parameters(),
        Arrays.stream(end.at().toArray()).mapToObj(log -> tenDigits(Math.exp(log))).toList(),
        cells,
        end.value(),
        histories.customers(),
        histories.distinct(),
        histories.leftOut(),
        iterations,
        status(end, covariance, iterations));
  }

  private FitStatus status(Curvature end, Optional<RealMatrix> covariance, int iterations) {
    boolean isThere = covariance.isPresent() && end.gain(covariance.get()) < SMALL_GAIN;
    if (!isThere && iterations >= maxIterations) {
      return FitStatus.MAX_ITERATIONS;
    }
    if (covariance.isEmpty()) {
      return FitStatus.NOT_IDENTIFIED;
    }
    for (int k = 0; k < end.at().getDimension(); k++) {
      if (Math.sqrt(covariance.get().getEntry(k, k)) > OPEN) {
        return FitStatus.NOT_IDENTIFIED;
      }
    }
    return isThere ? FitStatus.CONVERGED : FitStatus.DID_NOT_CONVERGE;
  }
}
