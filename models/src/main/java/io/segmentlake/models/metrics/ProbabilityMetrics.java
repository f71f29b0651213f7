package io.segmentlake.models.metrics;

import java.util.List;

/** Losses of a probability against a yes-or-no outcome; smaller is better. */
public final class ProbabilityMetrics {
  /** A wrong certainty costs −ln of this, about 34.5, instead of infinitely much. */
  private static final double LEAST = 1e-15;

  private ProbabilityMetrics() {}

  /** Mean squared difference of probability and outcome (Brier 1950). */
  public static double brier(List<ScoreGroup> groups) {
    double sum = 0;
    for (ScoreGroup group : groups) {
      double p = group.score();
      sum += group.outcome() * (1 - p) * (1 - p) + group.negatives() * p * p;
    }
    return sum / RankMetrics.weight(groups);
  }

  /** Mean negative natural logarithm of the probability given to what happened. */
  public static double logLoss(List<ScoreGroup> groups) {
    double sum = 0;
    for (ScoreGroup group : groups) {
      double p = Math.min(Math.max(group.score(), LEAST), 1 - LEAST);
      sum -= group.outcome() * Math.log(p) + group.negatives() * Math.log1p(-p);
    }
    return sum / RankMetrics.weight(groups);
  }
}
