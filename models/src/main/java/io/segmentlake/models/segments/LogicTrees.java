package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.segments.LogicTree.All;
import io.segmentlake.models.segments.LogicTree.Any;
import io.segmentlake.models.segments.LogicTree.Leaf;
import io.segmentlake.models.segments.LogicTree.Member;
import io.segmentlake.models.segments.LogicTree.Negation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the trees of all segments of a run; segments that others build on are shared. */
final class LogicTrees {
  private final Map<String, LogicTree> byId = new HashMap<>();

  /**
   * @param segments each after those it builds on
   */
  LogicTrees(List<CompiledSegment> segments) {
    for (CompiledSegment segment : segments) {
      Map<String, String> names = new HashMap<>();
      segment.definition().measures().forEach(m -> names.put(m.key(), m.name()));
      RuleResolver resolver = new RuleResolver(segment.definition());
      List<Rank> ranks = segment.definition().ranks();
      for (int i = 0; i < ranks.size(); i++) {
        names.put(resolver.edges().get(i).key(), ranks.get(i).name());
      }
      byId.put(segment.id(), tree(segment.rule(), new DefinitionNames(Map.copyOf(names))));
    }
  }

  private record DefinitionNames(Map<String, String> names) implements LogicTree.Names {
    @Override
    public String of(String key) {
      return names.getOrDefault(key, key);
    }
  }

  LogicTree of(String id) {
    return byId.get(id);
  }

  private LogicTree tree(Node node, LogicTree.Names names) {
    if (node instanceof Node.And n) {
      return new All(n.parts().stream().map(part -> tree(part, names)).toList());
    } else if (node instanceof Node.Or n) {
      return new Any(n.parts().stream().map(part -> tree(part, names)).toList());
    } else if (node instanceof Node.Not n) {
      LogicTree part = tree(n.value(), names);
      return part instanceof Leaf ? new Leaf(node, names) : new Negation(part);
    } else if (node instanceof Node.Call n && n.function().equals(SegmentFunctions.MEMBER)) {
      return new Member(MemberGraph.idOf(n), byId.get(MemberGraph.idOf(n)));
    } else if (isComparisonWithTruth(node) && node instanceof Node.Comparison n) {
      boolean wanted = (Boolean) ((Node.Literal) n.right()).value();
      LogicTree part = tree(n.left(), names);
      return wanted ? part : new Negation(part);
    }
    return new Leaf(node, names);
  }

  /** {@code (…) = true} is the part itself, {@code (…) = false} its negation. */
  private static boolean isComparisonWithTruth(Node node) {
    return node instanceof Node.Comparison n
        && n.operator() == Node.Operator.EQUAL
        && n.right() instanceof Node.Literal literal
        && literal.value() instanceof Boolean
        && !(n.left() instanceof Node.ColumnRef);
  }
}
