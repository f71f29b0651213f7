package io.segmentlake.jobs.models;

import io.segmentlake.jobs.TextTable;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import java.util.List;

/** Each version of each model as lines of text. */
public final class ModelList {
  private ModelList() {}

  public static String of(Lakehouse lakehouse) {
    List<Entry> versions = new ModelRegistry(lakehouse).versions();
    if (versions.isEmpty()) {
      return "No model has been trained. Run: segmentlake run training\n";
    }
    TextTable table = new TextTable("model", "version", "stage", "since", "algorithm", "why");
    for (Entry version : versions) {
      table.row(
          version.model(),
          version.version(),
          version.stage().text(),
          version.since(),
          version.algorithm(),
          version.reason());
    }
    return table.toString();
  }
}
