package io.segmentlake.jobs.models;

import io.segmentlake.jobs.UsageException;
import io.segmentlake.models.configuration.Suggestions;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import java.util.List;

/** Finds the version of a model that somebody names. */
record Versions(ModelRegistry registry) {

  /**
   * All versions of a model, oldest first.
   *
   * @throws UsageException where there is no such model
   */
  List<Entry> of(String model) {
    List<Entry> all = registry.versions();
    List<Entry> own = all.stream().filter(e -> e.model().equals(model)).toList();
    if (own.isEmpty()) {
      List<String> names = all.stream().map(Entry::model).distinct().toList();
      throw new UsageException(
          names.isEmpty()
              ? "There is no model yet. Run: segmentlake run training"
              : "Unknown model '%s'%s Models are %s."
                  .formatted(
                      model,
                      Suggestions.nearest(model, names)
                          .map(name -> ": did you mean '" + name + "'?")
                          .orElse("."),
                      String.join(", ", names)));
    }
    return own;
  }

  /**
   * One version.
   *
   * @throws UsageException where there is none of that number
   */
  Entry of(String model, int version) {
    List<Entry> own = of(model);
    return own.stream()
        .filter(e -> e.version() == version)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "%s has no version %d. It has %s."
                        .formatted(
                            model,
                            version,
                            String.join(", ", own.stream().map(e -> "" + e.version()).toList()))));
  }
}
