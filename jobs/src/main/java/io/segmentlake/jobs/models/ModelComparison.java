package io.segmentlake.jobs.models;

import io.segmentlake.jobs.TextTable;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.models.metrics.Comparison;
import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.predictions.ModelKind;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Stage;
import io.segmentlake.pipelines.training.PairedVersions;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two versions of a model side by side as lines of text. */
public final class ModelComparison {
  private final Lakehouse lakehouse;
  private final Entry first;
  private final Entry second;

  private ModelComparison(Lakehouse lakehouse, Entry first, Entry second) {
    this.lakehouse = lakehouse;
    this.first = first;
    this.second = second;
  }

  /**
   * The comparison.
   *
   * @throws UsageException where a version is not there, was never fitted, or is named twice
   */
  public static String of(Lakehouse lakehouse, String model, int first, int second) {
    Versions versions = new Versions(new ModelRegistry(lakehouse));
    if (first == second) {
      throw new UsageException(
          "%s version %d cannot be compared with itself. Versions are %s."
              .formatted(
                  model,
                  first,
                  versions.of(model).stream()
                      .map(e -> "" + e.version())
                      .collect(Collectors.joining(", "))));
    }
    return new ModelComparison(
            lakehouse, fitted(versions.of(model, first)), fitted(versions.of(model, second)))
        .text();
  }

  private static Entry fitted(Entry entry) {
    if (entry.stage() == Stage.INSUFFICIENT_DATA) {
      throw new UsageException(
          "%s version %d cannot be compared, as nothing was fitted: %s."
              .formatted(entry.model(), entry.version(), entry.reason()));
    }
    return entry;
  }

  private String text() {
    String newLine = System.lineSeparator();
    return about(first) + about(second) + newLine + measured() + newLine + paired();
  }

  private static String about(Entry entry) {
    return "%s version %d: %s, trained up to %s, %s since %s%n"
        .formatted(
            entry.model(),
            entry.version(),
            entry.algorithm(),
            entry.trainedOn(),
            entry.stage().text(),
            entry.since());
  }

  /** As each was measured when it was trained, by horizon. */
  private String measured() {
    ModelMetrics metrics = new ModelMetrics(lakehouse);
    List<Measured> ones = metrics.of(first.model(), first.version());
    List<Measured> others = metrics.of(first.model(), second.version());
    Map<Integer, Map<String, Measured[]>> byHorizon = new TreeMap<>();
    put(byHorizon, ones, 0);
    put(byHorizon, others, 1);
    if (byHorizon.isEmpty()) {
      return "Neither was measured: the history was too short for a part of it to be held out.\n";
    }
    return byHorizon.entrySet().stream()
        .map(e -> window(e.getKey(), e.getValue()))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static void put(
      Map<Integer, Map<String, Measured[]>> byHorizon, List<Measured> measured, int side) {
    measured.stream()
        .filter(m -> !WindowText.isOfTenth(m.metric()))
        .forEach(
            m ->
                byHorizon.computeIfAbsent(m.horizonDays(), days -> new LinkedHashMap<>())
                        .computeIfAbsent(m.predictor() + " " + m.metric(), key -> new Measured[2])[
                        side] =
                    m);
  }

  private String window(int days, Map<String, Measured[]> figures) {
    TextTable table =
        new TextTable(
            "predictor", "metric", "version " + first.version(), "version " + second.version());
    figures
        .values()
        .forEach(
            pair -> {
              Measured any = pair[0] == null ? pair[1] : pair[0];
              table.row(any.predictor(), any.metric(), figure(pair[0]), figure(pair[1]));
            });
    return "%d days, as measured when trained: %s; %s%n%s"
        .formatted(days, held(first, figures, 0), held(second, figures, 1), table);
  }

  private static String held(Entry entry, Map<String, Measured[]> figures, int side) {
    Optional<Measured> any =
        figures.values().stream().filter(p -> p[side] != null).map(p -> p[side]).findFirst();
    return any.map(
            m ->
                "version %d on %,d customers from %s on"
                    .formatted(entry.version(), m.customers(), m.cutoff()))
        .orElse("version %d was not".formatted(entry.version()));
  }

  private static String figure(Measured m) {
    if (m == null) {
      return "";
    }
    return m.low() == null
        ? ModelCard.number(m.value())
        : estimate(new Estimate(m.value(), m.low(), m.high()));
  }

  private static String estimate(Estimate e) {
    return "%s (%s to %s)"
        .formatted(
            ModelCard.number(e.value()), ModelCard.number(e.low()), ModelCard.number(e.high()));
  }

  /** Both on the same customers. */
  private String paired() {
    Optional<ModelKind> kind =
        Stream.of(ModelKind.values())
            .filter(k -> k.text().equals(first.model()))
            .filter(PairedVersions::isPossible)
            .findFirst();
    if (kind.isEmpty()) {
      return "No paired difference: snapshots do not tell what came of %s.%n"
          .formatted(first.model());
    }
    List<PairedVersions.Window> windows =
        new PairedVersions(lakehouse, kind.get()).of(first, second);
    if (windows.isEmpty()) {
      LocalDate learned =
          first.trainedOn().isAfter(second.trainedOn()) ? first.trainedOn() : second.trainedOn();
      return "No paired difference yet: one of them has learned up to %s, and training.snapshots know no outcome of a date from then on.%n"
          .formatted(learned);
    }
    return windows.stream().map(this::paired).collect(Collectors.joining(System.lineSeparator()));
  }

  private String paired(PairedVersions.Window window) {
    TextTable table =
        new TextTable(
            "metric",
            "version " + first.version(),
            "version " + second.version(),
            "difference",
            "95 % interval");
    window
        .metrics()
        .forEach(
            (metric, c) ->
                table.row(
                    metric,
                    ModelCard.number(c.second()),
                    ModelCard.number(c.first()),
                    ModelCard.number(c.difference().value()),
                    interval(c)));
    return "Both on the same %,d customers, the %d days after %s, which neither has learned from:%n%s"
        .formatted(window.customers(), window.days(), window.cutOff(), table);
  }

  private static String interval(Comparison c) {
    return ModelCard.number(c.difference().low())
        + " to "
        + ModelCard.number(c.difference().high());
  }
}
