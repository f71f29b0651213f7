package io.segmentlake.jobs.models;

import io.segmentlake.jobs.TextTable;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One version of a model as lines of text: what it is for, and how good it was. */
public final class ModelCard {
  private static final Map<String, String> PURPOSE =
      Map.of(
          "clv",
          "What each customer will buy within 365 days, and when next. For budgets and segments by"
              + " value; not for the single customer, whose range is wide.");

  private static final Map<String, String> METRICS =
      Map.of(
          "gini",
              "how well it orders customers by what came: 0 is chance, 1 the best order there is",
          "top_decile_capture", "share of the revenue that the best tenth by prediction brought",
          "mae", "mean distance of prediction and revenue, in the shop's currency",
          "total_bias", "predicted total over actual total, less 1");

  private ModelCard() {}

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
    card.append(PURPOSE.getOrDefault(model, "")).append(System.lineSeparator());
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
    return card.append(figures(new ModelMetrics(lakehouse).of(model, entry.version()))).toString();
  }

  private static String figures(List<Measured> measured) {
    if (measured.isEmpty()) {
      return "Not measured: the history is too short for a part of it to be held out.\n";
    }
    Measured first = measured.get(0);
    TextTable table = new TextTable("predictor", "metric", "value", "what it is");
    for (Measured m : measured) {
      table.row(m.predictor(), m.metric(), number(m.value()), METRICS.getOrDefault(m.metric(), ""));
    }
    return "Fitted to what was known on %s, held against the %d days after it, %,d customers:%n%s"
        .formatted(first.cutoff(), first.horizonDays(), first.customers(), table);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
