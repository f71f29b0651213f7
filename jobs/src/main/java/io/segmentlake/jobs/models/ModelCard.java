package io.segmentlake.jobs.models;

import io.segmentlake.jobs.TextTable;
import io.segmentlake.models.metrics.GroupScore;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.measurement.Fairness;
import io.segmentlake.pipelines.predictions.Drift;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import io.segmentlake.pipelines.predictions.Outcomes;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One version of a model as lines of text: what it is for, and how good it was. */
public final class ModelCard {
  private static final Map<String, String> PURPOSE =
      Map.of(
          "clv",
          "What each customer will buy within 365 days, and when next. For budgets and segments by"
              + " value; not for the single customer, whose range is wide.",
          "churn",
          "How probable it is that a buyer does not order within 30, 60 and 90 days, and why. For"
              + " choosing whom to write to; a reason tells what the model saw, not what would"
              + " help.",
          "conversion",
          "How probable it is that a buyer orders within five days of a campaign e-mail. For"
              + " forecasts of what a mailing brings; many of these orders would have come without"
              + " it, which uplift tells.",
          "propensity",
          "How probable it is that a person buys of a category within 30 days, of the categories"
              + " bought before and the best sellers. For choosing whom to tell of what; it does"
              + " not tell whether telling makes a difference.",
          "recommendations",
          "Ten products to show each person, of those sold in the last 90 days: none bought before,"
              + " at most two of a category. For what is shown beside something else; not for what"
              + " to stock.",
          "uplift",
          "What a campaign that was tested against a control drawn by lot changes for each customer"
              + " within two weeks. For whom to send the like of it and whom to leave alone; it"
              + " speaks of buyers like those of the test, and of no other campaign.");

  private static final int MOST_DRIFT = 10;

  private ModelCard() {}

  /** What a model is for, in a sentence or two; empty for one that is not known. */
  public static String purpose(String model) {
    return PURPOSE.getOrDefault(model, "");
  }

  /**
   * The card.
   *
   * @param version null for the one that speaks at the date, or else the newest
   */
  public static String of(Lakehouse lakehouse, String model, Integer version, LocalDate asOf) {
    ModelRegistry registry = new ModelRegistry(lakehouse);
    Versions versions = new Versions(registry);
    List<Entry> all = versions.of(model);
    Entry entry =
        version != null
            ? versions.of(model, version)
            : registry.champion(model, asOf).orElse(all.get(all.size() - 1));
    StringBuilder card = new StringBuilder();
    card.append(
        "%s version %d: %s since %s, %s%n"
            .formatted(
                model, entry.version(), entry.stage().text(), entry.since(), entry.reason()));
    card.append(purpose(model)).append(System.lineSeparator());
    if (entry.folder().isEmpty()) {
      return card.toString();
    }
    card.append(
        "%s, trained up to %s on data of ingest run %d%n%n"
            .formatted(entry.algorithm(), entry.trainedOn(), entry.arrivedSeq()));
    TextTable parameters = new TextTable("parameter", "value");
    entry.parameters().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(p -> parameters.row(p.getKey(), number(p.getValue())));
    card.append(parameters).append(System.lineSeparator());
    card.append(figures(new ModelMetrics(lakehouse).of(model, entry.version())));
    card.append(fairness(new Fairness(lakehouse).of(model, entry.version())));
    card.append(drift(new Drift(lakehouse).latest(model, entry.version())));
    return card.append(outcomes(new Outcomes(lakehouse).of(model))).toString();
  }

  private static String drift(List<Drift.Entry> entries) {
    if (entries.isEmpty()) {
      return "";
    }
    TextTable table = new TextTable("what", "column", "stability index", "verdict");
    entries.stream()
        .limit(MOST_DRIFT)
        .forEach(
            e ->
                table.row(
                    e.isScore() ? "score" : "feature",
                    e.spread().name(),
                    number(e.index()),
                    e.verdict().text()));
    return "%nMoved most between training and %s, of %d numbers (.1 is worth a look, .25 too much):%n%s"
        .formatted(entries.get(0).asOf(), entries.size(), table);
  }

  private static String fairness(List<Fairness.Entry> entries) {
    if (entries.isEmpty()) {
      return "";
    }
    TextTable table =
        new TextTable(
            "days", "by", "group", "customers", "promised", "observed", "roc_auc", "calibration");
    for (Fairness.Entry entry : entries) {
      GroupScore group = entry.score();
      table.row(
          entry.horizonDays(),
          group.attribute(),
          group.group(),
          group.customers(),
          number(group.promised()),
          number(group.observed()),
          known(group.rocAuc()),
          known(group.calibrationError()));
    }
    return "%nFor each group of customers, small groups together as other:%n%s".formatted(table);
  }

  private static String known(double figure) {
    return Double.isNaN(figure) ? "" : number(figure);
  }

  private static String outcomes(List<Outcomes.Entry> entries) {
    if (entries.isEmpty()) {
      return "";
    }
    TextTable table =
        new TextTable("date", "version", "days", "customers", "of what", "promised", "what came");
    entries.forEach(
        e ->
            table.row(
                e.asOf(),
                e.version(),
                e.horizonDays(),
                e.customers(),
                e.measure().replace('_', ' '),
                number(e.promised()),
                number(e.observed())));
    return "%nPromised on a date of each month, and what came of it, a customer:%n%s"
        .formatted(table);
  }

  private static String figures(List<Measured> measured) {
    if (measured.isEmpty()) {
      return "Not measured: the history is too short for a part of it to be held out.\n";
    }
    Map<Integer, List<Measured>> byHorizon =
        measured.stream()
            .collect(
                Collectors.groupingBy(Measured::horizonDays, TreeMap::new, Collectors.toList()));
    return byHorizon.values().stream()
        .map(WindowText::of)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
