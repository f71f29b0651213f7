package io.segmentlake.pipelines.training;

import io.segmentlake.models.metrics.Comparison;
import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.models.recommendations.Assortment;
import io.segmentlake.models.recommendations.Mixture;
import io.segmentlake.models.recommendations.OutcomeWindow;
import io.segmentlake.models.recommendations.Purchases;
import io.segmentlake.models.recommendations.RecommendationFit;
import io.segmentlake.models.recommendations.RecommendationNeeds;
import io.segmentlake.models.recommendations.Recommendations;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import io.segmentlake.pipelines.predictions.SoldLines;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains recommendations: how its parts are mixed is chosen on the month before the last, that
 * mixture is measured on the last month, and then fitted to all that is known.
 */
public final class RecommendationsTrainer {
  /** Days that lists are held against. */
  static final int OUTCOME_DAYS = 30;

  private final CustomerHistory history;
  private final RecommendationFit fit;
  private final RecommendationNeeds needs;

  public RecommendationsTrainer(CustomerHistory history) {
    this(history, RecommendationFit.USUAL, RecommendationNeeds.USUAL);
  }

  RecommendationsTrainer(
      CustomerHistory history, RecommendationFit fit, RecommendationNeeds needs) {
    this.history = history;
    this.fit = fit;
    this.needs = needs;
  }

  /** Fits to what was known on a date, and measures on what came since a month before. */
  public Fitting fit(LocalDate asOf, Optional<Entry> champion) {
    try (Kept kept = new Kept()) {
      SoldLines sold = new SoldLines(history.asKnownOn(asOf));
      Dataset<Row> lines = kept.of(sold.until(asOf));
      String lacking =
          needs.lacking(lines, Purchases.of(lines), Assortment.of(lines, sold.products(), asOf));
      if (!lacking.isEmpty()) {
        return Fitting.insufficient(lacking);
      }
      LocalDate cutOff = asOf.minusDays(OUTCOME_DAYS);
      Optional<Mixture> chosen = fit.choose(window(cutOff.minusDays(OUTCOME_DAYS), lines, kept));
      Mixture mixture = chosen.orElse(Mixture.USUAL);
      Optional<Entry> rival = champion.filter(c -> !c.trainedOn().isAfter(cutOff));
      Optional<RecommendationFit.Measured> measured =
          fit.measure(window(cutOff, lines, kept), mixture, rival(rival));
      return new Fitting(
          Optional.of(fit.fit(lines, mixture)),
          chosen.isPresent() ? "" : "its mixture is the usual one: too few came back to choose by",
          measured.map(m -> figures(cutOff, m)).orElse(List.of()),
          champion.map(c -> challenge(c, rival.isPresent(), measured)));
    }
  }

  /** What was known at a cut-off, with what came. */
  OutcomeWindow window(LocalDate cutOff, Dataset<Row> later, Kept kept) {
    SoldLines sold = new SoldLines(history.asKnownOn(cutOff));
    return new OutcomeWindow(
        kept.of(sold.until(cutOff)), sold.products(), later, cutOff, OUTCOME_DAYS);
  }

  private Map<String, Recommendations> rival(Optional<Entry> entry) {
    return entry.map(e -> Map.of(name(e), loaded(e))).orElse(Map.of());
  }

  /** A saved version. */
  Recommendations loaded(Entry entry) {
    return Recommendations.load(new ModelRegistry(history.lakehouse()).path(entry.folder()));
  }

  private static String name(Entry entry) {
    return "version " + entry.version();
  }

  private static List<Measured> figures(LocalDate cutOff, RecommendationFit.Measured measured) {
    Figures figures = new Figures(cutOff, OUTCOME_DAYS, measured.persons());
    List<Measured> all = new ArrayList<>();
    add(all, figures, RecommendationFit.RECALL, measured.recall());
    add(all, figures, "ndcg_at_10", measured.ndcg());
    return all;
  }

  private static void add(
      List<Measured> all, Figures figures, String metric, Map<String, Comparison> compared) {
    all.add(
        figures.of(RecommendationFit.MODEL, metric, compared.values().iterator().next().first()));
    compared.forEach(
        (name, comparison) -> {
          all.add(figures.of(name, metric, comparison.second()));
          all.add(figures.of(name, "model_above_in_" + metric, comparison.difference()));
        });
  }

  private static Fitting.Challenge challenge(
      Entry champion, boolean isFair, Optional<RecommendationFit.Measured> measured) {
    if (!isFair) {
      return new Fitting.Challenge(
          false,
          "waits for 'models promote': version %d has learned from the outcomes that both would be held against"
              .formatted(champion.version()));
    }
    if (measured.isEmpty()) {
      return new Fitting.Challenge(
          false,
          "does not replace version %d: too few came back to compare them"
              .formatted(champion.version()));
    }
    Estimate above = measured.get().ndcg().get(name(champion)).difference();
    return new Fitting.Challenge(
        above.isAboveZero(),
        "%s version %d: NDCG %+.4f (%+.4f to %+.4f)"
            .formatted(
                above.isAboveZero() ? "does better than" : "does not replace",
                champion.version(),
                above.value(),
                above.low(),
                above.high()));
  }
}
