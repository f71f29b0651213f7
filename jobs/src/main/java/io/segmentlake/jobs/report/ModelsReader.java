package io.segmentlake.jobs.report;

import io.segmentlake.jobs.models.ModelCard;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.measurement.Fairness;
import io.segmentlake.pipelines.predictions.Drift;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import io.segmentlake.pipelines.predictions.Outcomes;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads the model of each kind that speaks on a date, and how good it was. */
final class ModelsReader {
  private final Lakehouse lakehouse;

  ModelsReader(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** By name, as it was on the date: versions and stages that came since do not show. */
  List<ModelData> read(LocalDate date) {
    List<Entry> entries =
        new ModelRegistry(lakehouse)
            .entries().stream().filter(e -> !e.since().isAfter(date)).toList();
    return entries.stream()
        .map(Entry::model)
        .distinct()
        .sorted()
        .map(model -> read(model, entries, date))
        .toList();
  }

  private ModelData read(String model, List<Entry> entries, LocalDate date) {
    Optional<Entry> champion = ModelRegistry.champion(entries, model, date);
    Entry newest =
        entries.stream()
            .filter(e -> e.model().equals(model))
            .reduce((a, b) -> b.version() >= a.version() ? b : a)
            .orElseThrow();
    Entry shown = champion.orElse(newest);
    return new ModelData(
        shown,
        champion.isPresent(),
        ModelCard.purpose(model),
        new ModelMetrics(lakehouse).of(model, shown.version()),
        new Drift(lakehouse).latest(model, shown.version()),
        new Fairness(lakehouse).of(model, shown.version()),
        new Outcomes(lakehouse).of(model));
  }
}
