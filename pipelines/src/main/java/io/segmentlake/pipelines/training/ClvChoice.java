package io.segmentlake.pipelines.training;

import io.segmentlake.models.clv.ValueComparison;
import java.util.List;
import java.util.Optional;

/**
 * Which way value is fitted: as the version that speaks was, or BTYD where none does, unless the
 * other way did better on the half year that neither had seen: in Gini or mean absolute error
 * beyond chance, in neither worse, and with a total that holds.
 *
 * @param way chosen
 * @param comparison of the other way with the one that was there; empty where one of them could not
 *     be fitted then
 * @param words why
 */
record ClvChoice(ClvWay way, Optional<ValueComparison> comparison, String words) {

  static ClvChoice of(Optional<ClvTrial> trial, Optional<Trainer.Champion> champion) {
    ClvWay before = champion.map(c -> ClvWay.of(c.model())).orElse(ClvWay.BTYD);
    if (trial.isEmpty() || !trial.get().has(ClvWay.TWO_PART)) {
      return new ClvChoice(
          ClvWay.BTYD, Optional.empty(), "the two-part model needs a year of history to be tried");
    }
    ValueComparison comparison =
        trial.get().compare(before.other().predictor(), before.predictor());
    return new ClvChoice(
        comparison.isWon() ? before.other() : before,
        Optional.of(comparison),
        "%s %s %s on the half year before: %s"
            .formatted(
                before.other().text(),
                comparison.isWon() ? "does better than" : "does not replace",
                before.text(),
                words(comparison)));
  }

  /** What decided, in words. */
  static String words(ValueComparison comparison) {
    List<String> reasons = comparison.isWon() ? comparison.better() : comparison.against();
    return reasons.isEmpty() ? "no difference beyond chance" : String.join(", ", reasons);
  }
}
