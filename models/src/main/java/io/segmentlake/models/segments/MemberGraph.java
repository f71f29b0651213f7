package io.segmentlake.models.segments;

import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.Suggestions;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which segments build on which: unknown ones, cycles, and an order in which all can be made. */
final class MemberGraph {
  private static final int MAXIMUM_DEPTH = 30;

  private final Map<String, SegmentDefinition> byId = new LinkedHashMap<>();

  MemberGraph(List<SegmentDefinition> definitions) {
    definitions.forEach(d -> byId.put(d.id(), d));
  }

  /** The calls of {@code member('…')} in a rule and its ranks, with the ids they name. */
  static List<Node.Call> calls(SegmentDefinition definition) {
    List<Node.Call> calls = new ArrayList<>(calls(definition.when()));
    definition.ranks().forEach(r -> r.base().ifPresent(base -> calls.addAll(calls(base))));
    definition.ranks().forEach(r -> calls.addAll(calls(r.by())));
    return calls;
  }

  static List<Node.Call> calls(Node node) {
    List<Node.Call> calls = new ArrayList<>();
    Nodes.walk(
        node,
        part -> {
          if (part instanceof Node.Call call && call.function().equals(SegmentFunctions.MEMBER)) {
            calls.add(call);
          }
        });
    return calls;
  }

  static String idOf(Node.Call call) {
    return SegmentFunctions.text(call.arguments(), 0);
  }

  /**
   * The definitions that can be made, each after those it builds on; notes why the others cannot.
   *
   * @param broken ids of segments whose own mistakes are noted already
   */
  List<SegmentDefinition> ordered(Set<String> broken, List<Mistake> mistakes) {
    Map<String, Boolean> done = new LinkedHashMap<>();
    List<SegmentDefinition> ordered = new ArrayList<>();
    Set<String> reported = new LinkedHashSet<>();
    for (SegmentDefinition definition : byId.values()) {
      visit(definition, new ArrayList<>(), done, ordered, broken, reported, mistakes);
    }
    return ordered;
  }

  private boolean visit(
      SegmentDefinition definition,
      List<String> path,
      Map<String, Boolean> done,
      List<SegmentDefinition> ordered,
      Set<String> broken,
      Set<String> reported,
      List<Mistake> mistakes) {
    Boolean known = done.get(definition.id());
    if (known != null) {
      return known;
    }
    path.add(definition.id());
    boolean usable = path.size() <= MAXIMUM_DEPTH;
    if (!usable) {
      mistakes.add(
          Mistake.at(
              definition.at(),
              "when",
              "segments build on each other more than " + MAXIMUM_DEPTH + " deep"));
      path.remove(path.size() - 1);
      return false;
    }
    for (Node.Call call : calls(definition)) {
      String id = idOf(call);
      SegmentDefinition other = byId.get(id);
      if (path.contains(id)) {
        usable = false;
        List<String> cycle = new ArrayList<>(path.subList(path.indexOf(id), path.size()));
        if (reported.addAll(cycle)) {
          cycle.add(id);
          mistakes.add(
              Mistake.at(
                  call.at(),
                  "when",
                  "segments build on each other: " + String.join(" -> ", cycle)));
        }
      } else if (other != null) {
        usable &= visit(other, path, done, ordered, broken, reported, mistakes);
      } else {
        usable = false;
        mistakes.add(missing(call, id, broken));
      }
    }
    path.remove(path.size() - 1);
    done.put(definition.id(), usable);
    if (usable) {
      ordered.add(definition);
    }
    return usable;
  }

  private Mistake missing(Node.Call call, String id, Set<String> broken) {
    return broken.contains(id)
        ? Mistake.at(call.at(), "when", "the segment '" + id + "' has mistakes of its own")
        : Mistake.at(call.at(), "when", "unknown segment '" + id + "'", nearest(id));
  }

  private Optional<String> nearest(String id) {
    return Suggestions.nearest(id, byId.keySet());
  }
}
