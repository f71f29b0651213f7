package io.segmentlake.models.segments;

import io.segmentlake.models.segments.LogicTree.All;
import io.segmentlake.models.segments.LogicTree.Any;
import io.segmentlake.models.segments.LogicTree.Leaf;
import io.segmentlake.models.segments.LogicTree.Member;
import io.segmentlake.models.segments.LogicTree.Negation;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the parts of rules hold for one customer. */
final class Judgement {
  private final Evaluator evaluator;
  private final Map<String, Verdict> members = new HashMap<>();

  Judgement(Values values) {
    this.evaluator = new Evaluator(values);
  }

  Evaluator evaluator() {
    return evaluator;
  }

  Verdict of(LogicTree tree) {
    if (tree instanceof All all) {
      return worst(all.parts());
    } else if (tree instanceof Any any) {
      return best(any.parts());
    } else if (tree instanceof Negation negation) {
      return of(negation.part()).negated();
    } else if (tree instanceof Member member) {
      Verdict known = members.get(member.id());
      Verdict verdict = known == null ? of(member.rule()) : known;
      members.put(member.id(), verdict);
      return verdict;
    }
    return Verdict.of(evaluator.truth(((Leaf) tree).condition()));
  }

  private Verdict worst(List<LogicTree> parts) {
    Verdict worst = Verdict.TRUE;
    for (LogicTree part : parts) {
      Verdict verdict = of(part);
      worst = verdict.compareTo(worst) < 0 ? verdict : worst;
    }
    return worst;
  }

  private Verdict best(List<LogicTree> parts) {
    Verdict best = Verdict.FALSE;
    for (LogicTree part : parts) {
      Verdict verdict = of(part);
      best = verdict.compareTo(best) > 0 ? verdict : best;
    }
    return best;
  }

  /**
   * The leaves that keep a part from the wanted verdict: at least one of them has to change before
   * it can be reached.
   */
  Set<Leaf> obstacles(LogicTree tree, Verdict wanted) {
    Set<Leaf> leaves = new LinkedHashSet<>();
    collect(tree, wanted, leaves, new LinkedHashSet<>());
    return leaves;
  }

  private void collect(LogicTree tree, Verdict wanted, Set<Leaf> leaves, Set<String> seen) {
    if (of(tree) == wanted) {
      return;
    }
    if (tree instanceof Leaf leaf) {
      leaves.add(leaf);
    } else if (tree instanceof Negation negation) {
      collect(negation.part(), wanted.negated(), leaves, seen);
    } else if (tree instanceof Member member) {
      if (seen.add(member.id() + wanted)) {
        collect(member.rule(), wanted, leaves, seen);
      }
    } else {
      boolean all = tree instanceof All;
      List<LogicTree> parts = all ? ((All) tree).parts() : ((Any) tree).parts();
      // All parts must hold for "all" to hold, so the first that does not is one that must change.
      boolean each = all == (wanted == Verdict.TRUE);
      for (LogicTree part : parts) {
        collect(part, wanted, leaves, seen);
        if (each && of(part) != wanted) {
          return;
        }
      }
    }
  }
}
