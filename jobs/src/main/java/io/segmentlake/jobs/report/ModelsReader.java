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
  private final ModelRegistry registry;

  ModelsReader(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
    this.registry = new ModelRegistry(lakehouse);
  }

  /** By name. */
  List<ModelData> read(LocalDate date) {
    List<Entry> versions =
        registry.versions().stream().filter(e -> !e.since().isAfter(date)).toList();
    return versions.stream()
        .map(Entry::model)
        .distinct()
        .map(model -> read(model, versions, date))
        .toList();
  }

  private ModelData read(String model, List<Entry> versions, LocalDate date) {
    Optional<Entry> champion = registry.champion(model, date);
    Entry newest =
        versions.stream().filter(e -> e.model().equals(model)).reduce((a, b) -> b).orElseThrow();
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
