package io.segmentlake.pipelines.segments;

import io.segmentlake.models.segments.Goal;
import io.segmentlake.models.segments.SegmentBrief;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.models.segments.SegmentDefinition;
import io.segmentlake.pipelines.Lakehouse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * The definitions in the versions that were evaluated at a date, whatever the files say now.
 *
 * @param catalogue those that can be worked out again
 * @param rules of all, in words, by id
 */
public record EvaluatedDefinitions(SegmentCatalogue catalogue, Map<String, String> rules) {

  /**
   * Reads what was stored when the versions were first evaluated. Rows of older lakehouses have no
   * source: there a definition in force stands for itself, and a rule without measures and ranks is
   * read from its words. A definition is taken only where its hash is the one stored.
   *
   * @param inForce the definitions as the files have them now
   */
  public static EvaluatedDefinitions of(
      Lakehouse lakehouse, EvaluatedSegments evaluated, SegmentCatalogue inForce) {
    Map<String, SegmentDefinition> now =
        inForce.segments().stream().collect(Collectors.toMap(SegmentDefinition::id, d -> d));
    Map<String, String> rules = new TreeMap<>();
    Map<String, String> hashes = new HashMap<>();
    Map<String, String> sources = new TreeMap<>();
    for (Row row : lakehouse.rows(SegmentTables.DEFINITIONS)) {
      String id = row.getAs("segment_id");
      int version = row.getAs("version");
      if (evaluated.of(id).filter(e -> e.version() == version).isPresent()) {
        rules.put(id, row.getAs("rule"));
        hashes.put(id, row.getAs("content_hash"));
        sources.put(id, source(row, Optional.ofNullable(now.get(id))));
      }
    }
    return new EvaluatedDefinitions(unchanged(SegmentCatalogue.parse(sources), hashes), rules);
  }

  private static String source(Row row, Optional<SegmentDefinition> now) {
    String stored = row.getAs("source");
    if (stored != null) {
      return stored;
    }
    String hash = row.getAs("content_hash");
    String id = row.getAs("segment_id");
    int version = row.getAs("version");
    return now.filter(d -> d.version() == version && d.contentHash().equals(hash))
        .map(SegmentDefinition::source)
        .orElseGet(() -> SegmentDefinition.source(id, version, brief(row), row.getAs("rule")));
  }

  private static SegmentBrief brief(Row row) {
    List<Goal> goals =
        row.<Row>getList(row.fieldIndex("goals")).stream()
            .map(goal -> new Goal(goal.getString(0), goal.getString(1)))
            .toList();
    return new SegmentBrief(
        row.getAs("owner"),
        row.getAs("purpose"),
        goals,
        row.getAs("offer"),
        row.getList(row.fieldIndex("channels")),
        row.getAs("priority"));
  }

  /** Without those that are no longer read as what they were, and what builds on them. */
  private static SegmentCatalogue unchanged(SegmentCatalogue read, Map<String, String> hashes) {
    Set<String> changed = new HashSet<>();
    read.segments().stream()
        .filter(definition -> !definition.contentHash().equals(hashes.get(definition.id())))
        .forEach(definition -> changed.add(definition.id()));
    changed.addAll(read.buildingOn(changed));
    List<SegmentDefinition> kept =
        read.segments().stream().filter(d -> !changed.contains(d.id())).toList();
    return new SegmentCatalogue(kept, read.mistakes(), read.warnings());
  }
}
