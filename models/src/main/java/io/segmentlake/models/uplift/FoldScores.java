package io.segmentlake.models.uplift;

import io.segmentlake.models.metrics.Estimate;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A measure in each test fold of a repeated cross-validation.
 *
 * @param scores of all folds of all repeats
 * @param folds how many folds a repeat has
 */
public record FoldScores(List<Double> scores, int folds) {

  public FoldScores {
    scores = List.copyOf(scores);
    if (folds < 2 || scores.size() < folds) {
      throw new IllegalArgumentException(
          "Cannot summarise %d scores of %d folds: at least 2 folds, each with a score, are needed."
              .formatted(scores.size(), folds));
    }
  }

  public double mean() {
    return scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** Standard deviation between folds. */
  public double deviation() {
    double mean = mean();
    double squares = scores.stream().mapToDouble(s -> (s - mean) * (s - mean)).sum();
    return Math.sqrt(squares / (scores.size() - 1));
  }

  /**
   * The mean with its 95 % interval. Folds share most of what they were trained on, and repeats
   * share their customers, so more repeats do not make it arbitrarily narrow: the variance of the
   * mean is (1 ÷ J + test share ÷ training share) times that of the J folds (Nadeau and Bengio
   * 2003, "Inference for the generalization error").
   */
  public Estimate interval() {
    int count = scores.size();
    double error = deviation() * Math.sqrt(1.0 / count + 1.0 / (folds - 1));
    double half = error * new TDistribution(count - 1).inverseCumulativeProbability(.975);
    return new Estimate(mean(), mean() - half, mean() + half);
  }

  /** Fold by fold, what this measure is above another on the same folds. */
  public FoldScores minus(FoldScores other) {
    return new FoldScores(
        IntStream.range(0, scores.size())
            .mapToObj(i -> scores.get(i) - other.scores.get(i))
            .toList(),
        folds);
  }
}
