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

  /** Probability of a Poisson(1) count of 0. */
  private static final double NONE = Math.exp(-1);

  private final List<EqualCountBins> bins;
  private final int replicates;
  private final long seed;
  private final double[][] sums;

  /**
   * @param bins of each of the scores
   */
  BootstrapSums(List<EqualCountBins> bins, int replicates, long seed) {
    this.bins = bins;
    this.replicates = replicates;
    this.seed = seed;
    this.sums = new double[bins.size()][];
    for (int score = 0; score < sums.length; score++) {
      sums[score] = new double[cell(score, replicates, 0)];
    }
  }

  /**
   * @param rows one per score: score, outcome, weight, treatment
   */
  void add(long customer, double[][] rows) {
    long drawing = CustomerHash.drawing(customer, seed);
    int[] binOf = new int[rows.length];
    for (int score = 0; score < rows.length; score++) {
      binOf[score] = bins.get(score).indexOf(rows[score][0]);
    }
    for (int replicate = 0; replicate < replicates; replicate++) {
      int times = poisson(CustomerHash.uniform(drawing, replicate));
      for (int score = 0; times > 0 && score < rows.length; score++) {
        add(times, rows[score], sums[score], cell(score, replicate, binOf[score]));
      }
    }
  }

  private static void add(int times, double[] row, double[] to, int at) {
    double weight = times * row[2];
    to[at] += weight * row[0];
    to[at + 1] += weight;
    to[at + 2] += weight * row[1];
    to[at + 3] += weight * row[3];
    to[at + 4] += weight * row[1] * row[3];
  }

  BootstrapSums plus(BootstrapSums other) {
    for (int score = 0; score < sums.length; score++) {
      for (int i = 0; i < sums[score].length; i++) {
        sums[score][i] += other.sums[score][i];
      }
    }
    return this;
  }

  /** Best score first. */
  List<ScoreGroup> groups(int score, int replicate) {
    double[] from = sums[score];
    List<ScoreGroup> groups = new ArrayList<>();
    for (int bin = bins.get(score).count() - 1; bin >= 0; bin--) {
      int at = cell(score, replicate, bin);
      // A group without customers in this replicate has no score.
      if (from[at + 1] > 0) {
        double mean = from[at] / from[at + 1];
        groups.add(new ScoreGroup(mean, from[at + 1], from[at + 2], from[at + 3], from[at + 4]));
      }
    }
    return groups;
  }

  private int cell(int score, int replicate, int bin) {
    return (replicate * bins.get(score).count() + bin) * FIELDS;
  }

  /** The count whose share of the distribution holds {@code uniform}. */
  static int poisson(double uniform) {
    double probability = NONE;
    double cumulated = NONE;
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
