package io.segmentlake.models.metrics;

import java.util.List;

/**
 * Population stability index: how far a distribution has moved, Σ (q − p) ln(q / p) over shares p
 * before and q now (Siddiqi 2006, "Credit Risk Scorecards"; Kullback and Leibler's divergence taken
 * both ways). 0 for no move; .1 and .25 are usual limits.
 */
public final class PopulationStability {
  /** A category that one side lacks counts with this share, or the index would be infinite. */
  private static final double LEAST_SHARE = 1e-4;

  private PopulationStability() {}

  /**
   * The index of scores or of another number, over bins that held about equally many before.
   *
   * @param bins 10 is usual
   */
  public static double of(List<ScoreGroup> before, List<ScoreGroup> now, int bins) {
    EqualCountBins edges = EqualCountBins.of(before, bins);
    return ofCounts(counts(before, edges), counts(now, edges));
  }

  /**
   * The index of categories.
   *
   * @param before count of each category
   * @param now counts of the same categories in the same order
   */
  public static double ofCounts(double[] before, double[] now) {
    if (before.length != now.length) {
      throw new IllegalArgumentException(
          "Cannot compare distributions: they have %d and %d categories. Both need the same."
              .formatted(before.length, now.length));
    }
    double totalBefore = sum(before);
    double totalNow = sum(now);
    double index = 0;
    for (int i = 0; i < before.length; i++) {
      double p = Math.max(LEAST_SHARE, before[i] / totalBefore);
      double q = Math.max(LEAST_SHARE, now[i] / totalNow);
      index += (q - p) * Math.log(q / p);
    }
    return index;
  }

  private static double[] counts(List<ScoreGroup> groups, EqualCountBins edges) {
    double[] counts = new double[edges.count()];
    groups.forEach(group -> counts[edges.indexOf(group.score())] += group.weight());
    return counts;
  }

  private static double sum(double[] counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    return sum;
  }
}
