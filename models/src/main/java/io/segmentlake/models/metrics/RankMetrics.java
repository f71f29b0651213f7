package io.segmentlake.models.metrics;

import java.util.List;

/**
 * How well a score orders customers. Customers of equal score count as if their order were drawn by
 * lot, so that no measure depends on how rows lie.
 */
public final class RankMetrics {

  private RankMetrics() {}

  /**
   * The chance that a customer with the outcome scores above one without, ties counting half: area
   * under the ROC curve, by the rank sum of Mann and Whitney (1947).
   *
   * @return NaN unless there are customers of both kinds
   */
  public static double rocAuc(List<ScoreGroup> groups) {
    double positives = 0;
    double negatives = 0;
    double wins = 0;
    for (ScoreGroup group : groups) {
      wins += group.negatives() * (positives + group.outcome() / 2);
      positives += group.outcome();
      negatives += group.negatives();
    }
    return wins / (positives * negatives);
  }

  /**
   * Precision at each score, averaged by the recall it adds: the area under the precision-recall
   * curve without interpolation, as scikit-learn's {@code average_precision_score}.
   *
   * @return NaN if nobody has the outcome
   */
  public static double averagePrecision(List<ScoreGroup> groups) {
    double taken = 0;
    double positives = 0;
    double sum = 0;
    for (ScoreGroup group : groups) {
      taken += group.weight();
      positives += group.outcome();
      sum += group.outcome() * positives / taken;
    }
    return sum / positives;
  }

  /**
   * Twice the area between the curve of captured value and its diagonal: the Gini coefficient of
   * the outcome when customers are put in the order of the score. 0 for an order by lot; what a
   * perfect order reaches depends on the outcomes, see {@link #gini(List, List)}.
   *
   * @return NaN if there is no value
   */
  public static double gini(List<ScoreGroup> groups) {
    double taken = 0;
    double captured = 0;
    double area = 0;
    for (ScoreGroup group : groups) {
      area += group.weight() * (captured + group.outcome() / 2);
      taken += group.weight();
      captured += group.outcome();
    }
    return 2 * area / (taken * captured) - 1;
  }

  /**
   * {@link #gini(List)} as a share of the best possible: 1 for the order of the outcomes
   * themselves.
   *
   * @param perfect the same customers with the outcome as their score
   */
  public static double gini(List<ScoreGroup> groups, List<ScoreGroup> perfect) {
    return gini(groups) / gini(perfect);
  }

  /**
   * The share of the outcome that the best customers hold; top-decile capture for {@code share} .1.
   * Of a group cut by the edge, the part of its customers that fits gives that part of its outcome.
   */
  public static double capture(List<ScoreGroup> groups, double share) {
    double room = share * weight(groups);
    double captured = 0;
    double total = 0;
    for (ScoreGroup group : groups) {
      captured += group.outcome() * Math.min(1, room / group.weight());
      room = Math.max(0, room - group.weight());
      total += group.outcome();
    }
    return captured / total;
  }

  /** Mean outcome, whatever the score. With a loss as outcome: the mean loss. */
  public static double meanOutcome(List<ScoreGroup> groups) {
    return groups.stream().mapToDouble(ScoreGroup::outcome).sum() / weight(groups);
  }

  static double weight(List<ScoreGroup> groups) {
    return groups.stream().mapToDouble(ScoreGroup::weight).sum();
  }
}
