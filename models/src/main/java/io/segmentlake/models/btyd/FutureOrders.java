package io.segmentlake.models.btyd;

import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * What a model says of one customer's orders after the as-of date, given its history. Times are in
 * the unit of the history; a number that cannot be had is NaN.
 */
interface FutureOrders {

  /** P(the customer has not left). */
  double alive();

  /** Expected orders within a time. */
  double expected(double time);

  /**
   * P(at least 1 order within a time), P(at least 2), and so on to the last that is not below a
   * bound; the first is always there.
   */
  double[] atLeast(double time, double bound);

  /** P(at least one order within a time). */
  double any(double time);

  /**
   * The time within which the next order comes with a probability; NaN if it does not get that
   * probable by the latest time.
   */
  default double waiting(double probability, double latest) {
    if (any(latest) < probability) {
      return Double.NaN;
    }
    // The chance rises ever more slowly: on a scale of logarithms it is nearly a line.
    double logTime =
        new BrentSolver(1e-9)
            .solve(200, log -> any(Math.expm1(log)) - probability, 0, Math.log1p(latest));
    return Math.expm1(logTime);
  }

  /**
   * Expected orders within a time, each weighed by e^(−δ t) at its time t; by parts, since δ and
   * {@link #expected} are all that is known.
   */
  default double discounted(double time, double delta) {
    double atEnd = Math.exp(-delta * time) * expected(time);
    if (delta > 0) {
      return atEnd + delta * Discount.RULE.upTo(time, t -> Math.exp(-delta * t) * expected(t));
    }
    return atEnd;
  }

  /** Where an interface keeps what only it needs. */
  final class Discount {
    private static final GaussLegendre RULE = new GaussLegendre(16);

    private Discount() {}
  }
}
