package io.segmentlake.jobs.report;

import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The part of the page about models: a card for each. */
final class ModelRows {
  private static final String ABOVE = "model_above_in_";

  /** Of each model the figure that it is compared by, and what it is called. */
  private static final Map<String, String> COMPARED_BY =
      Map.of(
          "roc_auc", "AUC",
          "gini", "Gini",
          "normalised_qini", "Qini",
          "ndcg_at_10", "NDCG@10",
          "average_precision", "PR-AUC");

  private static final List<String> ORDER =
      List.of("roc_auc", "gini", "normalised_qini", "ndcg_at_10", "average_precision");

  /**
   * One model.
   *
   * @param id of its chart
   * @param hasChart whether promised and observed rates are known by tenths
   */
  record Card(
      String name,
      String id,
      String about,
      String purpose,
      String tone,
      String state,
      List<Window> windows,
      boolean hasChart,
      List<Line> notes) {}

  /** The held-out customers of one horizon. */
  record Window(String title, String metric, List<Score> scores) {}

  /** One predictor in a window. */
  record Score(String predictor, String value, String against, String tone) {}

  private ModelRows() {}

  static List<Card> of(List<ModelData> models) {
    return models.stream().map(ModelRows::card).toList();
  }

  private static Card card(ModelData model) {
    return new Card(
        Titles.of(model.version().model()),
        model.version().model(),
        "Version %d%s, trained up to %s"
            .formatted(
                model.version().version(),
                model.version().algorithm().isEmpty() ? "" : ", " + model.version().algorithm(),
                Figures.day(model.version().trainedOn())),
        model.purpose(),
        model.speaks() ? "good" : "warn",
        model.speaks()
            ? "speaks since " + Figures.day(model.version().since())
            : model.version().stage().text().replace('_', ' ') + ": " + model.version().reason(),
        windows(model.measured()),
        model.measured().stream().anyMatch(m -> m.metric().startsWith("promised_rate_")),
        ModelNotes.of(model));
  }

  private static List<Window> windows(List<Measured> measured) {
    Optional<String> metric =
        ORDER.stream()
            .filter(m -> measured.stream().anyMatch(x -> x.metric().equals(m)))
            .findFirst();
    return metric.stream()
        .flatMap(
            name ->
                measured.stream()
                    .filter(m -> m.metric().equals(name))
                    .collect(Collectors.groupingBy(Measured::horizonDays))
                    .entrySet()
                    .stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(e -> window(name, e.getValue(), measured)))
        .toList();
  }

  private static Window window(String metric, List<Measured> scores, List<Measured> measured) {
    Measured first = scores.get(0);
    return new Window(
        "%d days after %s, %s customers"
            .formatted(
                first.horizonDays(), Figures.day(first.cutoff()), Figures.count(first.customers())),
        COMPARED_BY.get(metric),
        scores.stream()
            .sorted(Comparator.comparing((Measured m) -> -m.value()))
            .map(m -> score(m, measured))
            .toList());
  }

  private static Score score(Measured score, List<Measured> measured) {
    Optional<Measured> above =
        measured.stream()
            .filter(m -> m.horizonDays() == score.horizonDays())
            .filter(m -> m.predictor().equals(score.predictor()))
            .filter(m -> m.metric().startsWith(ABOVE) && m.low() != null)
            .findFirst();
    String tone = above.map(m -> m.low() > 0 ? "good" : m.high() < 0 ? "bad" : "warn").orElse("");
    return new Score(
        score.predictor().replace('_', ' '),
        number(score.value()),
        above
            .map(ModelRows::against)
            .orElseGet(() -> score.low() == null ? "" : range(score.low(), score.high())),
        tone);
  }

  private static String against(Measured above) {
    return above.low() > 0
        ? "model better by " + range(above.low(), above.high())
        : above.high() < 0
            ? "better than the model, by " + range(-above.high(), -above.low())
            : "no clear difference";
  }

  /** Of a 95 % interval. */
  private static String range(double low, double high) {
    return "%s to %s".formatted(number(low), number(high));
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
