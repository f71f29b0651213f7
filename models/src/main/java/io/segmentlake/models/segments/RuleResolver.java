package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import io.segmentlake.models.expression.Unparser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces the names that only one definition knows by names that all definitions share: measures
 * by their keys, ranks by the comparison with their edge.
 */
final class RuleResolver {
  /** No feature has more digits behind the point, so edges have no more. */
  private static final String EDGE_TYPE = "decimal(28,4)";

  private final Map<String, String> measureKeys = new LinkedHashMap<>();
  private final Map<String, RankEdge> edges = new LinkedHashMap<>();
  private final Node when;

  RuleResolver(SegmentDefinition definition) {
    definition.measures().forEach(m -> measureKeys.put(m.name(), m.key()));
    definition.ranks().forEach(r -> edges.put(r.name(), edge(r)));
    this.when = resolved(definition.when());
  }

  /** The rule over features, measure keys, edges, shop thresholds and members alone. */
  Node when() {
    return when;
  }

  /** The edges that the rule compares with. */
  List<RankEdge> edges() {
    return List.copyOf(edges.values());
  }

  private RankEdge edge(Rank rank) {
    Node by = rank.by() instanceof Node.ColumnRef ? rank.by() : rounded(rank.by());
    Optional<Node> base = rank.base().map(this::resolved);
    Rank shared = new Rank("", resolved(by), base, rank.share());
    String key = "rank_" + Digest.of(shared.text(), 12);
    return new RankEdge(key, shared.by(), base, rank.share());
  }

  private static Node rounded(Node by) {
    return new Node.Cast(by, EDGE_TYPE, by.at());
  }

  private Node resolved(Node node) {
    return Nodes.rebuild(
        node,
        part -> {
          if (!(part instanceof Node.ColumnRef column)) {
            return part;
          }
          if (measureKeys.containsKey(column.name())) {
            return new Node.ColumnRef(measureKeys.get(column.name()), column.at());
          }
          RankEdge edge = edges.get(column.name());
          return edge == null ? part : reaches(edge, column);
        });
  }

  private static Node reaches(RankEdge edge, Node.ColumnRef place) {
    Node.ColumnRef threshold = new Node.ColumnRef(edge.key(), place.at());
    Node comparison =
        new Node.Comparison(Node.Operator.GREATER_OR_EQUAL, edge.by(), threshold, place.at());
    List<Node> parts = new ArrayList<>();
    edge.base().ifPresent(parts::add);
    parts.add(comparison);
    return Nodes.and(parts, place.at());
  }

  /** For messages and golden files. */
  @Override
  public String toString() {
    return Unparser.text(when);
  }
}
