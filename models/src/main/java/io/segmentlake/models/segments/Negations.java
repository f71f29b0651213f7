package io.segmentlake.models.segments;

import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Warns where a rule negates what may be unknown: the negation of unknown is unknown, so those
 * customers are not in the segment, which surprises most people.
 */
final class Negations {
  private Negations() {}

  static void warn(SegmentDefinition definition, List<Mistake> warnings) {
    Set<String> never = new HashSet<>();
    definition.measures().stream()
        .filter(m -> m.aggregate().isCount())
        .forEach(m -> never.add(m.name()));
    Set<String> asked = asked(definition.when());
    Nodes.walk(
        definition.when(),
        node -> {
          Node negated = negated(node);
          if (negated == null) {
            return;
          }
          Set<String> unknown = new TreeSet<>(columns(negated));
          unknown.removeIf(
              c -> never.contains(c) || asked.contains(c) || Vocabularies.isNeverNull(c));
          if (!unknown.isEmpty()) {
            warnings.add(
                Mistake.at(
                    node.at(),
                    "when",
                    "this negates "
                        + String.join(", ", unknown)
                        + ", which may be unknown; customers for whom it is are not in '"
                        + definition.id()
                        + "' (use 'is null' or coalesce to say what they are)"));
          }
        });
  }

  private static Node negated(Node node) {
    if (node instanceof Node.Not not && !(not.value() instanceof Node.IsNull)) {
      return not.value();
    }
    boolean notEqual = node instanceof Node.Comparison c && c.operator() == Node.Operator.NOT_EQUAL;
    return notEqual ? node : null;
  }

  /** Columns whose absence the rule itself decides upon. */
  private static Set<String> asked(Node rule) {
    Set<String> asked = new HashSet<>();
    Nodes.walk(
        rule,
        node -> {
          if (node instanceof Node.IsNull isNull) {
            asked.addAll(columns(isNull.value()));
          }
        });
    return asked;
  }

  private static Set<String> columns(Node node) {
    Set<String> columns = new HashSet<>();
    collect(node, columns);
    return columns;
  }

  private static void collect(Node node, Set<String> columns) {
    if (node instanceof Node.Call call && call.function().equals("coalesce")) {
      return;
    }
    if (node instanceof Node.ColumnRef column) {
      columns.add(column.name());
    }
    Nodes.children(node).forEach(child -> collect(child, columns));
  }
}
