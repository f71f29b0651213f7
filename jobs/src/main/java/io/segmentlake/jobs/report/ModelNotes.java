package io.segmentlake.jobs.report;

import io.segmentlake.pipelines.measurement.Fairness;
import io.segmentlake.pipelines.predictions.Drift;
import io.segmentlake.pipelines.predictions.DriftVerdict;
import io.segmentlake.pipelines.predictions.Outcomes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whom a model serves worse, how its customers have changed, and what came of its promises. */
final class ModelNotes {
  private static final int MOST_MOVED = 3;

  private static final Map<String, String> WORDS =
      Map.of(
          "no_order", "share without an order",
          "revenue", "revenue a customer",
          "categories", "categories bought of, a customer",
          "ordered_after_email", "share that ordered after an e-mail",
          "recall_at_10", "share of purchases that the lists held",
          "order_uplift", "share that ordered because of the campaign");

  private ModelNotes() {}

  static List<Line> of(ModelData model) {
    List<Line> notes = new ArrayList<>();
    fairness(model.fairness()).ifPresent(notes::add);
    drift(model.drift()).ifPresent(notes::add);
    outcome(model.outcomes()).ifPresent(notes::add);
    return notes;
  }

  /** The group for which promise and outcome lie farthest apart beyond chance. */
  private static Optional<Line> fairness(List<Fairness.Entry> entries) {
    return entries.stream()
        .max(Comparator.comparingDouble(e -> e.score().unfairness()))
        .map(
            worst ->
                worst.score().unfairness() == 0
                    ? new Line(
                        "good",
                        "Promise and outcome agree in all %d groups by country, age, gender and tenure."
                            .formatted(entries.size()))
                    : Line.warning(
                        "Farthest off for %s %s, %d days: %s promised, %s came."
                            .formatted(
                                worst.score().attribute().replace('_', ' '),
                                worst.score().group(),
                                worst.horizonDays(),
                                figure(worst, worst.score().promised()),
                                figure(worst, worst.score().observed()))));
  }

  private static Optional<Line> drift(List<Drift.Entry> entries) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    List<Drift.Entry> moved =
        entries.stream()
            .filter(e -> e.verdict() == DriftVerdict.MOVED || e.verdict() == DriftVerdict.BROKEN)
            .toList();
    String day = Figures.day(entries.get(0).asOf());
    return Optional.of(
        moved.isEmpty()
            ? new Line("good", "Customers on %s are like those it learned from.".formatted(day))
            : Line.warning(
                "Moved since training, on %s: %s."
                    .formatted(
                        day,
                        moved.stream()
                            .limit(MOST_MOVED)
                            .map(
                                e ->
                                    "%s (%s)"
                                        .formatted(e.spread().name(), ModelRows.number(e.index())))
                            .collect(Collectors.joining(", ")))));
  }

  /** Of the latest date whose outcome is known; of value revenue, which stands for its orders. */
  private static Optional<Line> outcome(List<Outcomes.Entry> entries) {
    return entries.stream()
        .filter(e -> WORDS.containsKey(e.measure()))
        .max(Comparator.comparing(Outcomes.Entry::asOf).thenComparing(Outcomes.Entry::horizonDays))
        .map(
            last ->
                new Line(
                    "flat",
                    "For the %d days after %s, %s: %s promised, %s came, of %s customers."
                        .formatted(
                            last.horizonDays(),
                            Figures.day(last.asOf()),
                            WORDS.get(last.measure()),
                            amount(last.promised()),
                            amount(last.observed()),
                            Figures.count(last.customers()))));
  }

  private static String amount(double value) {
    return value < 100 ? ModelRows.number(value) : Figures.count(Math.round(value));
  }

  /** Of a probability per cent; an amount has no calibration. */
  private static String figure(Fairness.Entry entry, double value) {
    return Double.isNaN(entry.score().calibrationError())
        ? ModelRows.number(value)
        : String.format(Locale.ROOT, "%.1f%%", 100 * value);
  }
}
