package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import java.io.Serializable;
import java.util.List;

/** A rule as people argue about it: leaves that hold or not, joined by and, or, not, members. */
sealed interface LogicTree extends Serializable {

  record All(List<LogicTree> parts) implements LogicTree {}

  record Any(List<LogicTree> parts) implements LogicTree {}

  record Negation(LogicTree part) implements LogicTree {}

  /** Another segment's rule. */
  record Member(String id, LogicTree rule) implements LogicTree {}

  /** One condition, with the names that its own definition uses. */
  record Leaf(Node condition, Names names) implements LogicTree {}

  /** What people call shared keys. */
  interface Names extends Serializable {
    /** For example {@code views} for the key of a measure; the key itself where it has no name. */
    String of(String key);
  }
}
