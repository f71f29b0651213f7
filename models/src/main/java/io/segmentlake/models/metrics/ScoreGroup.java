package io.segmentlake.models.metrics;

/**
 * The customers of one score.
 *
 * @param score what the model said of each; their mean where scores were coarsened
 * @param weight how many they are
 * @param outcome sum of weight × outcome: the positives of a yes-or-no outcome, the amount of a
 *     value
 * @param treated how many of them were treated; 0 where there is no experiment
 * @param treatedOutcome the part of {@code outcome} that is theirs
 */
public record ScoreGroup(
    double score, double weight, double outcome, double treated, double treatedOutcome) {

  /** Customers outside an experiment. */
  public static ScoreGroup of(double score, double weight, double outcome) {
    return new ScoreGroup(score, weight, outcome, 0, 0);
  }

  /** How many have a yes-or-no outcome of no. */
  double negatives() {
    return weight - outcome;
  }

  double control() {
    return weight - treated;
  }

  double controlOutcome() {
    return outcome - treatedOutcome;
  }
}
