package io.segmentlake.pipelines.training;

import io.segmentlake.models.clv.ValueComparison;
import io.segmentlake.models.clv.ValueModel;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.training.Trainer.Champion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a new version of value takes over. Nothing is held against outcomes that either side has
 * learned from:
 *
 * <ul>
 *   <li>Fitted another way, it has done better than the champion's way, both fitted to what was
 *       known half a year ago ({@link ClvChoice}).
 *   <li>Fitted the same way to newer data, it is the same thing but for its age. The champion as it
 *       was saved is held against a fit of the same way to what was known later, over the longest
 *       horizon that began after the champion was trained; it takes over if it does better beyond
 *       chance.
 *   <li>Once the champion has been there for the whole half year, being no worse is enough: else
 *       one that drifts too slowly to be seen would stay for ever.
 * </ul>
 *
 * Either way its total must hold, and it must be fair ({@link ValueFairness}).
 */
record ClvChallenge(ClvFits fits, LocalDate asOf, Champion champion) {

  Fitting.Challenge of(ClvChoice choice, Optional<ClvTrial> halfYear) {
    if (choice.way() != ClvWay.of(champion.model())) {
      return choice
          .comparison()
          .map(comparison -> otherWay(choice, comparison, halfYear.orElseThrow()))
          .orElseGet(() -> lost(words("does not replace", choice.words())));
    }
    return sameWay(choice.way(), halfYear);
  }

  private Fitting.Challenge otherWay(ClvChoice choice, ValueComparison comparison, ClvTrial trial) {
    String before = choice.way().other().predictor();
    return new ValueFairness(trial)
        .objection(choice.way().predictor(), before)
        .map(objection -> lost(words("does not replace", objection)))
        .orElseGet(
            () ->
                new Fitting.Challenge(
                    true, words("does better than", ClvChoice.words(comparison))));
  }

  private Fitting.Challenge sameWay(ClvWay way, Optional<ClvTrial> halfYear) {
    Optional<ClvTrial> trial = halfYear.filter(ClvTrial::hasChampion).filter(t -> t.has(way));
    boolean isOld = trial.isPresent();
    trial = trial.or(() -> shorter(way));
    if (trial.isEmpty()) {
      return lost(waits());
    }
    ValueComparison comparison = trial.get().compare(way.predictor(), ClvTrial.CHAMPION);
    List<String> against = new ArrayList<>(comparison.against());
    new ValueFairness(trial.get())
        .objection(way.predictor(), ClvTrial.CHAMPION)
        .ifPresent(against::add);
    String days = " in the %d days from %s".formatted(trial.get().days(), trial.get().cutOff());
    if (against.isEmpty() && comparison.isWon()) {
      return new Fitting.Challenge(
          true, words("does better than", ClvChoice.words(comparison) + days));
    }
    if (against.isEmpty() && isOld) {
      return new Fitting.Challenge(
          true,
          "refreshes version %d, trained on %s: no worse beyond chance%s"
              .formatted(champion.version(), champion.trainedOn(), days));
    }
    return lost(
        words(
            "does not replace",
            (against.isEmpty() ? "no difference beyond chance" : String.join(", ", against))
                + days));
  }

  /** Over the longest horizon below half a year that began after the champion was trained. */
  private Optional<ClvTrial> shorter(ClvWay way) {
    return Snapshots.HORIZONS.stream()
        .filter(days -> days < Snapshots.VALUE_HORIZON)
        .sorted(Collections.reverseOrder())
        // On the day itself both would be the same fit.
        .filter(days -> champion.trainedOn().isBefore(asOf.minusDays(days)))
        .map(days -> trial(way, days))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<ClvTrial> trial(ClvWay way, int days) {
    LocalDate cutOff = asOf.minusDays(days);
    return fits.fit(way, cutOff)
        .map(
            fresh -> {
              Map<String, ValueModel> models = new LinkedHashMap<>();
              models.put(way.predictor(), fresh);
              models.put(ClvTrial.CHAMPION, (ValueModel) champion.model());
              return ClvTrial.of(cutOff, days, fits.buyers(cutOff), models);
            });
  }

  private String waits() {
    LocalDate first = champion.trainedOn().plusDays(Collections.min(Snapshots.HORIZONS) + 1L);
    return "waits: fitted the same way as version %d, %s"
        .formatted(
            champion.version(),
            first.isAfter(asOf)
                ? "which is held against what came after it from %s on".formatted(first)
                : "and too little is known of what came after it");
  }

  private String words(String verb, String why) {
    return "%s version %d: %s".formatted(verb, champion.version(), why);
  }

  private static Fitting.Challenge lost(String words) {
    return new Fitting.Challenge(false, words);
  }
}
