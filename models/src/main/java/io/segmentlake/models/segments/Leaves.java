package io.segmentlake.models.segments;

import io.segmentlake.models.segments.LogicTree.All;
import io.segmentlake.models.segments.LogicTree.Any;
import io.segmentlake.models.segments.LogicTree.Leaf;
import io.segmentlake.models.segments.LogicTree.Member;
import io.segmentlake.models.segments.LogicTree.Negation;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The conditions of a rule, each segment it builds on visited once. */
final class Leaves {
  private Leaves() {}

  static Set<Leaf> of(LogicTree tree) {
    Set<Leaf> leaves = new LinkedHashSet<>();
    collect(tree, leaves, new HashSet<>());
    return leaves;
  }

  private static void collect(LogicTree tree, Set<Leaf> leaves, Set<String> seen) {
    if (tree instanceof Leaf leaf) {
      leaves.add(leaf);
    } else if (tree instanceof Negation negation) {
      collect(negation.part(), leaves, seen);
    } else if (tree instanceof Member member) {
      if (seen.add(member.id())) {
        collect(member.rule(), leaves, seen);
      }
    } else {
      parts(tree).forEach(part -> collect(part, leaves, seen));
    }
  }

  /** The leaves that decide a verdict: all that hold it up, and one of those that each would do. */
  static Set<Leaf> deciding(LogicTree tree, Judgement judgement) {
    Set<Leaf> leaves = new LinkedHashSet<>();
    decide(tree, judgement, leaves, new HashSet<>());
    return leaves;
  }

  private static void decide(
      LogicTree tree, Judgement judgement, Set<Leaf> leaves, Set<String> seen) {
    if (tree instanceof Leaf leaf) {
      leaves.add(leaf);
    } else if (tree instanceof Negation negation) {
      decide(negation.part(), judgement, leaves, seen);
    } else if (tree instanceof Member member) {
      if (seen.add(member.id())) {
        decide(member.rule(), judgement, leaves, seen);
      }
    } else {
      Verdict verdict = judgement.of(tree);
      List<LogicTree> same =
          parts(tree).stream().filter(part -> judgement.of(part) == verdict).toList();
      boolean oneWillDo = tree instanceof Any && verdict == Verdict.TRUE;
      for (LogicTree part : oneWillDo ? same.subList(0, 1) : same) {
        decide(part, judgement, leaves, seen);
      }
    }
  }

  private static List<LogicTree> parts(LogicTree tree) {
    return tree instanceof All all ? all.parts() : ((Any) tree).parts();
  }
}
