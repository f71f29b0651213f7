package io.segmentlake.models.segments;

import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.expression.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses ranks among the members of a segment that has a rank itself: all edges are one pass. */
final class RanksOnRanks {
  private RanksOnRanks() {}

  /**
   * The definitions without such ranks, and without those that build on them.
   *
   * @param ordered each after those it builds on
   */
  static List<SegmentDefinition> without(List<SegmentDefinition> ordered, List<Mistake> mistakes) {
    Set<String> ranked = new HashSet<>();
    Set<String> gone = new HashSet<>();
    List<SegmentDefinition> usable = new ArrayList<>();
    for (SegmentDefinition definition : ordered) {
      List<Node.Call> members = MemberGraph.calls(definition);
      List<Node.Call> refused = new ArrayList<>(members);
      refused.removeAll(MemberGraph.calls(definition.when()));
      refused.removeIf(call -> !ranked.contains(MemberGraph.idOf(call)));
      for (Node.Call call : refused) {
        mistakes.add(
            Mistake.at(
                call.at(),
                "rank",
                "a rank cannot build on '"
                    + MemberGraph.idOf(call)
                    + "', which has a rank itself"));
      }
      if (!definition.ranks().isEmpty() || uses(members, ranked)) {
        ranked.add(definition.id());
      }
      if (!refused.isEmpty() || uses(members, gone)) {
        gone.add(definition.id());
      } else {
        usable.add(definition);
      }
    }
    return usable;
  }

  private static boolean uses(List<Node.Call> members, Set<String> ids) {
    return members.stream().anyMatch(call -> ids.contains(MemberGraph.idOf(call)));
  }
}
