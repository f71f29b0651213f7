package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import io.segmentlake.models.expression.ValueType;
import io.segmentlake.models.expression.Vocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Brings definitions onto shared names, so that what several of them need is made once. */
final class SegmentCompiler {
  private static final Comparator<ShopThreshold> BY_KEY = Comparator.comparing(ShopThreshold::key);

  private final List<SegmentDefinition> definitions;
  private final Map<String, Measure> measures = new TreeMap<>();
  private final Map<String, RankEdge> edges = new TreeMap<>();
  private final Set<ShopThreshold> shop = new TreeSet<>(BY_KEY);

  SegmentCompiler(List<SegmentDefinition> definitions) {
    this.definitions = definitions;
  }

  CompiledSegments compile() {
    List<CompiledSegment> segments = new ArrayList<>();
    Map<String, CompiledSegment> byId = new HashMap<>();
    for (SegmentDefinition definition : definitions) {
      RuleResolver resolver = new RuleResolver(definition);
      definition.measures().forEach(m -> measures.putIfAbsent(m.key(), m));
      resolver.edges().forEach(e -> edges.putIfAbsent(e.key(), e));
      CompiledSegment segment = segment(segments.size(), definition, resolver.when(), byId);
      segments.add(segment);
      byId.put(definition.id(), segment);
    }
    edges.values().forEach(this::collectShop);
    return new CompiledSegments(
        List.copyOf(segments), new LinkedHashMap<>(measures), List.copyOf(edges.values()), shop);
  }

  private CompiledSegment segment(
      int ordinal, SegmentDefinition definition, Node rule, Map<String, CompiledSegment> byId) {
    Set<String> thresholds = new TreeSet<>();
    Nodes.walk(
        rule,
        node -> {
          if (node instanceof Node.ColumnRef column && edges.containsKey(column.name())) {
            thresholds.add(column.name());
          }
        });
    shopOf(rule).forEach(threshold -> thresholds.add(threshold.key()));
    shop.addAll(shopOf(rule));
    int layer = 0;
    for (Node.Call call : MemberGraph.calls(rule)) {
      CompiledSegment member = byId.get(MemberGraph.idOf(call));
      if (member == null) {
        throw new IllegalArgumentException(
            "Cannot compile segment '"
                + definition.id()
                + "': it builds on '"
                + MemberGraph.idOf(call)
                + "', which does not stand before it. Use the order of the catalogue.");
      }
      layer = Math.max(layer, member.layer() + 1);
      thresholds.addAll(member.thresholds());
    }
    return new CompiledSegment(ordinal, definition, rule, layer, List.copyOf(thresholds));
  }

  private void collectShop(RankEdge edge) {
    shop.addAll(shopOf(edge.by()));
    edge.base().ifPresent(base -> shop.addAll(shopOf(base)));
  }

  private static List<ShopThreshold> shopOf(Node node) {
    List<ShopThreshold> found = new ArrayList<>();
    Nodes.walk(
        node,
        part -> {
          if (part instanceof Node.Call call && call.function().equals(ShopThreshold.FUNCTION)) {
            found.add(ShopThreshold.of(call));
          }
        });
    return found;
  }

  /** Segments that customers must be judged for before edges can be found. */
  static Set<String> membersOf(Collection<RankEdge> edges) {
    Set<String> members = new TreeSet<>();
    for (RankEdge edge : edges) {
      MemberGraph.calls(edge.by()).forEach(call -> members.add(MemberGraph.idOf(call)));
      edge.base()
          .ifPresent(
              base -> MemberGraph.calls(base).forEach(call -> members.add(MemberGraph.idOf(call))));
    }
    return members;
  }

  /** All that a resolved rule can name. */
  static Vocabulary vocabulary(Map<String, Measure> measures, Collection<RankEdge> edges) {
    Map<String, ValueType> types = new LinkedHashMap<>();
    measures.forEach((key, measure) -> types.put(key, measure.type()));
    edges.forEach(edge -> types.put(edge.key(), ValueType.DECIMAL));
    return Vocabularies.features().withColumns(types);
  }
}
