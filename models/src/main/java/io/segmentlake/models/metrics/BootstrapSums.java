package io.segmentlake.models.metrics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums of each score group in each replicate of a bootstrap. In a replicate a customer counts as
 * often as its own Poisson(1) draw says, which stands for drawing with replacement and needs no
 * knowledge of the others (Oza and Russell 2001).
 */
final class BootstrapSums implements Serializable {
  private static final int FIELDS = 5;

  private final List<EqualCountBins> bins;
  private final int replicates;
  private final long seed;
  private final double[] sums;

  /**
   * @param bins of each of the scores
   */
  BootstrapSums(List<EqualCountBins> bins, int replicates, long seed) {
    this.bins = bins;
    this.replicates = replicates;
    this.seed = seed;
    this.sums = new double[cell(bins.size(), 0, 0)];
  }

  /**
   * @param rows one per score: score, outcome, weight, treatment
   */
  void add(long customer, double[][] rows) {
    for (int replicate = 0; replicate < replicates; replicate++) {
      int times = poisson(CustomerHash.uniform(customer, seed, replicate));
      for (int score = 0; times > 0 && score < rows.length; score++) {
        double[] row = rows[score];
        int at = cell(score, replicate, bins.get(score).indexOf(row[0]));
        double weight = times * row[2];
        sums[at] += weight * row[0];
        sums[at + 1] += weight;
        sums[at + 2] += weight * row[1];
        sums[at + 3] += weight * row[3];
        sums[at + 4] += weight * row[1] * row[3];
      }
    }
  }

  BootstrapSums plus(BootstrapSums other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
    return this;
  }

  List<ScoreGroup> groups(int score, int replicate) {
    List<ScoreGroup> groups = new ArrayList<>();
    for (int bin = bins.get(score).count() - 1; bin >= 0; bin--) {
      int at = cell(score, replicate, bin);
      // A group without customers in this replicate has no score.
      if (sums[at + 1] > 0) {
        groups.add(
            new ScoreGroup(
                sums[at] / sums[at + 1], sums[at + 1], sums[at + 2], sums[at + 3], sums[at + 4]));
      }
    }
    return groups;
  }

  private int cell(int score, int replicate, int bin) {
    int before = 0;
    for (int i = 0; i < score; i++) {
      before += replicates * bins.get(i).count();
    }
    int ofScore = score < bins.size() ? replicate * bins.get(score).count() + bin : 0;
    return (before + ofScore) * FIELDS;
  }

  /** The count whose share of the distribution holds {@code uniform}. */
  static int poisson(double uniform) {
    double probability = Math.exp(-1);
    double cumulated = probability;
    int count = 0;
    // Beyond 20 the probabilities are too small to add anything.
    while (uniform >= cumulated && count < 20) {
      count++;
      probability /= count;
      cumulated += probability;
    }
    return count;
  }
}
