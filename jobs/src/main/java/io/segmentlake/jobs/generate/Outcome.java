package io.segmentlake.jobs.generate;

/** Chances at the beginning of a window of days, and what happened in it. */
final class Outcome {
  private final int from;
  private final int days;
  private boolean isExpected;
  private boolean isTreated;
  private double chance;
  private double untreatedChance;
  private boolean hasHappened;

  Outcome(int from, int days) {
    this.from = from;
    this.days = days;
  }

  void expect(double probability) {
    expect(probability, probability, false);
  }

  void expect(double treated, double untreated, boolean whetherTreated) {
    isExpected = true;
    isTreated = whetherTreated;
    chance = treated;
    untreatedChance = untreated;
  }

  void observe(int day) {
    hasHappened |= day >= from && day < from + days;
  }

  /** First day of the window. */
  int from() {
    return from;
  }

  /** Whether the person belongs to those whose chances were taken down. */
  boolean isExpected() {
    return isExpected;
  }

  boolean isTreated() {
    return isTreated;
  }

  double chance() {
    return chance;
  }

  double untreatedChance() {
    return untreatedChance;
  }

  boolean hasHappened() {
    return hasHappened;
  }
}
