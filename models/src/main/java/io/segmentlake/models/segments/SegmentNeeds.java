package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.features.FeatureStreams;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.tables.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which streams each segment needs, those of the segments it builds on included. */
public final class SegmentNeeds {
  private static final Set<String> FEATURES =
      Stream.concat(FeatureColumns.all().stream(), PredictionColumns.all().stream())
          .map(Column::name)
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, Set<String>> byId = new LinkedHashMap<>();

  /**
   * Looks through all rules.
   *
   * @param definitions each after those it builds on, as a {@link SegmentCatalogue} has them
   */
  public SegmentNeeds(List<SegmentDefinition> definitions) {
    definitions.forEach(d -> byId.put(d.id(), needs(d)));
  }

  /** Ids of the segments that need a stream, in the order of the definitions. */
  public List<String> needing(String stream) {
    return byId.entrySet().stream()
        .filter(e -> e.getValue().contains(stream))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Set<String> needs(SegmentDefinition definition) {
    Set<String> streams = new TreeSet<>();
    definition.measures().forEach(m -> streams.add(m.stream()));
    // With measures and ranks resolved, the names that are left are those of features.
    RuleResolver resolver = new RuleResolver(definition);
    addFeatures(resolver.when(), streams);
    for (Node.Call call : MemberGraph.calls(definition)) {
      streams.addAll(byId.getOrDefault(MemberGraph.idOf(call), Set.of()));
    }
    return streams;
  }

  private static void addFeatures(Node node, Set<String> streams) {
    Nodes.walk(
        node,
        part -> {
          if (part instanceof Node.ColumnRef column && FEATURES.contains(column.name())) {
            streams.addAll(FeatureStreams.of(column.name()));
          }
        });
  }
}
