package io.segmentlake.jobs.segments;

import static org.apache.spark.sql.functions.col;

import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.models.segments.SegmentDefinition;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.bronze.Ingest;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.segments.DraftComparison;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import io.segmentlake.pipelines.segments.SegmentTables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file of definitions that may be deployed.
 *
 * @param catalogue all definitions, those of the file in the place of those of the same ids
 * @param segments of the file, by id
 */
public record Draft(SegmentCatalogue catalogue, Map<String, SegmentDefinition> segments) {

  /** Reads a draft together with the definitions in force, mistakes and all. */
  public static Draft read(Path folder, Path file) {
    SegmentCatalogue catalogue = SegmentCatalogue.loadWithDraft(folder, file);
    Map<String, SegmentDefinition> own = new TreeMap<>();
    catalogue.segments().stream()
        .filter(definition -> definition.file().equals(file.toString()))
        .forEach(definition -> own.put(definition.id(), definition));
    return new Draft(catalogue, own);
  }

  /**
   * What it would change, for the file's segments and then those that build on them.
   *
   * @param asOf a date evaluated; empty for the last one
   */
  public DraftText compared(RunContext context, Optional<LocalDate> asOf) {
    Lakehouse lakehouse = context.lakehouse();
    EvaluatedSegments evaluated = EvaluatedDay.of(lakehouse, asOf, context.asOf());
    Set<String> ids = new LinkedHashSet<>(segments.keySet());
    ids.addAll(catalogue.buildingOn(segments.keySet()));
    CustomerHistory history =
        new CustomerHistory(lakehouse, context.shop().zone(), Ingest.lastRun(lakehouse));
    CompiledSegments compiled = CompiledSegments.of(catalogue.with(ids));
    return new DraftText(
        evaluated,
        segments,
        hashes(lakehouse, evaluated),
        new DraftComparison(history, evaluated, compiled).of(ids),
        context.shop().currency());
  }

  /** Hashes of the rules that were evaluated, by id. */
  private static Map<String, String> hashes(Lakehouse lakehouse, EvaluatedSegments evaluated) {
    Map<String, String> hashes = new HashMap<>();
    lakehouse
        .read(SegmentTables.DEFINITIONS)
        .select(col("segment_id"), col("version"), col("content_hash"))
        .collectAsList()
        .forEach(
            row ->
                evaluated
                    .of(row.getString(0))
                    .filter(e -> e.version() == row.getInt(1))
                    .ifPresent(e -> hashes.put(row.getString(0), row.getString(2))));
    return hashes;
  }
}
