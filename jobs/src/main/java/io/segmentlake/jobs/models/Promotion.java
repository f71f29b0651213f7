package io.segmentlake.jobs.models;

import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.TableLocks;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets a version of a model speak from the run's date on. */
public record Promotion(RunContext context) {

  /**
   * Promotes a version and retires the one that spoke before.
   *
   * @return what was done, in words
   * @throws UsageException where there is no such version, or nothing was fitted for it
   */
  public String of(String model, int version) {
    ModelRegistry registry = new ModelRegistry(context.lakehouse());
    Entry chosen = new Versions(registry).of(model, version);
    if (chosen.stage() == Stage.INSUFFICIENT_DATA) {
      throw new UsageException(
          "%s version %d cannot speak: %s.".formatted(model, version, chosen.reason()));
    }
    Optional<Entry> before = registry.champion(model, context.asOf());
    if (before.isPresent() && before.get().version() == version) {
      return "%s version %d speaks already, since %s."
          .formatted(model, version, before.get().since());
    }
    List<Entry> entries = new ArrayList<>();
    before
        .map(b -> b.to(Stage.RETIRED, context.asOf(), "version " + version + " was promoted"))
        .ifPresent(entries::add);
    entries.add(chosen.to(Stage.CHAMPION, context.asOf(), "promoted by hand"));
    try (TableLocks lock = TableLocks.take(context, List.of(ModelRegistry.TABLE.fullName()))) {
      registry.add(entries);
    }
    return "%s version %d speaks from %s on.".formatted(model, version, context.asOf());
  }
}
