package io.segmentlake.jobs.generate;

import java.io.Serializable;

/**
 * Counts over lines of truth, of a size that does not grow with the customers. Whole numbers only,
 * so that the sum does not depend on who adds first.
 */
final class Tally implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUCKETS = 10_000;
  private static final double MILLION = 1e6;

  private final long[] buyers = new long[BUCKETS + 1];
  private final long[] others = new long[BUCKETS + 1];

  /** Customers of the trial: treated or not, then whether they bought. */
  private final long[][] trial = new long[2][2];

  private long upliftMillionths;

  /** Counts a customer whose chance was taken down. */
  void score(double chance, boolean hasBought) {
    (hasBought ? buyers : others)[(int) Math.round(chance * BUCKETS)]++;
  }

  /** Counts a customer of the randomised campaign. */
  void trial(boolean isTreated, double uplift, boolean hasBought) {
    trial[isTreated ? 1 : 0][hasBought ? 1 : 0]++;
    upliftMillionths += Math.round(uplift * MILLION);
  }

  /** Adds another tally to this one. */
  Tally plus(Tally other) {
    for (int i = 0; i <= BUCKETS; i++) {
      buyers[i] += other.buyers[i];
      others[i] += other.others[i];
    }
    for (int group = 0; group < 2; group++) {
      trial[group][0] += other.trial[group][0];
      trial[group][1] += other.trial[group][1];
    }
    upliftMillionths += other.upliftMillionths;
    return this;
  }

  Figures figures() {
    long control = trial[0][0] + trial[0][1];
    long treated = trial[1][0] + trial[1][1];
    return new Figures(
        sum(buyers) + sum(others),
        sum(buyers),
        auc(),
        treated,
        control,
        upliftMillionths / MILLION / (treated + control),
        (double) trial[1][1] / treated - (double) trial[0][1] / control);
  }

  /** Share of pairs of a buyer and another in which the buyer's chance was the greater one. */
  private double auc() {
    double won = 0;
    long below = 0;
    for (int i = 0; i <= BUCKETS; i++) {
      won += buyers[i] * (below + others[i] / 2.0);
      below += others[i];
    }
    return won / sum(buyers) / sum(others);
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
