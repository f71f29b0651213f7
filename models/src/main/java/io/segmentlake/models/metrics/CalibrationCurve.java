package io.segmentlake.models.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Promised against observed rates, one bin per about equally many customers, lowest scores first.
 *
 * @param bins without those that are empty because many customers have one score
 */
public record CalibrationCurve(List<Bin> bins) {

  /**
   * Customers of neighbouring scores.
   *
   * @param weight how many they are
   * @param meanScore the rate that was promised
   * @param meanOutcome the rate that was observed
   */
  public record Bin(double weight, double meanScore, double meanOutcome) {}

  public CalibrationCurve {
    bins = List.copyOf(bins);
  }

  public static CalibrationCurve of(List<ScoreGroup> groups, int bins) {
    EqualCountBins edges = EqualCountBins.of(groups, bins);
    double[] weight = new double[edges.count()];
    double[] score = new double[edges.count()];
    double[] outcome = new double[edges.count()];
    for (ScoreGroup group : groups) {
      int bin = edges.indexOf(group.score());
      weight[bin] += group.weight();
      score[bin] += group.weight() * group.score();
      outcome[bin] += group.outcome();
    }
    List<Bin> curve = new ArrayList<>();
    for (int i = 0; i < weight.length; i++) {
      curve.add(new Bin(weight[i], score[i] / weight[i], outcome[i] / weight[i]));
    }
    return new CalibrationCurve(curve);
  }

  /**
   * Expected calibration error: the distance of promise and observation, averaged over customers
   * (Naeini, Cooper, Hauskrecht 2015, here with bins of equal counts instead of equal widths).
   */
  public double expectedError() {
    double sum = 0;
    double weight = 0;
    for (Bin bin : bins) {
      sum += bin.weight() * Math.abs(bin.meanScore() - bin.meanOutcome());
      weight += bin.weight();
    }
    return sum / weight;
  }
}
