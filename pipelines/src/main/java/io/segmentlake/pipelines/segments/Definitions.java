package io.segmentlake.pipelines.segments;

import io.segmentlake.models.configuration.ConfigurationException;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.SegmentBrief;
import io.segmentlake.models.segments.SegmentDefinition;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Keeps segments.definitions: each version of each definition that was ever evaluated. */
final class Definitions {
  private final Lakehouse lakehouse;

  Definitions(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /**
   * Writes the current definitions; those of the past stay.
   *
   * @throws ConfigurationException where a rule changed and its version did not
   */
  Written write(CompiledSegments compiled) {
    Map<String, String> known = new HashMap<>();
    for (Row row :
        lakehouse
            .read(SegmentTables.DEFINITIONS)
            .select("segment_id", "version", "content_hash")
            .collectAsList()) {
      known.put(row.getString(0) + " " + row.getInt(1), row.getString(2));
    }
    List<Mistake> mistakes = new ArrayList<>();
    List<Row> added = new ArrayList<>();
    for (SegmentDefinition definition :
        compiled.segments().stream().map(s -> s.definition()).toList()) {
      String hash = known.get(definition.id() + " " + definition.version());
      if (hash == null) {
        added.add(row(definition));
      } else if (!hash.equals(definition.contentHash())) {
        mistakes.add(
            Mistake.at(
                definition.at(),
                "version",
                "the rule of '"
                    + definition.id()
                    + "' has changed since version "
                    + definition.version()
                    + " was evaluated; give it version "
                    + (definition.version() + 1)));
      }
    }
    ConfigurationException.throwIfAny(mistakes);
    return lakehouse.append(
        SegmentTables.DEFINITIONS,
        lakehouse.spark().createDataFrame(added, SegmentTables.DEFINITIONS.structType()),
        "definitions",
        known.size() + (long) added.size());
  }

  private static Row row(SegmentDefinition definition) {
    SegmentBrief brief = definition.brief();
    List<Row> goals =
        brief.goals().stream().map(g -> RowFactory.create(g.kind(), g.metric())).toList();
    return RowFactory.create(
        definition.id(),
        definition.version(),
        brief.owner(),
        brief.purpose(),
        CollectionConverters.asScala(goals).toSeq(),
        brief.offer(),
        CollectionConverters.asScala(brief.channels()).toSeq(),
        brief.priority(),
        definition.rule(),
        definition.contentHash(),
        definition.source());
  }
}
