package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Vocabulary;
import io.segmentlake.models.segments.LogicTree.All;
import io.segmentlake.models.segments.LogicTree.Any;
import io.segmentlake.models.segments.LogicTree.Leaf;
import io.segmentlake.models.segments.LogicTree.Member;
import io.segmentlake.models.segments.LogicTree.Negation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;

/** Explains single customers. */
public final class Explainer {
  private final Map<String, CompiledSegment> segments = new HashMap<>();
  private final LogicTrees trees;
  private final Vocabulary vocabulary;
  private final Set<String> fixed = new HashSet<>(Set.of(DateFunctions.AS_OF));

  public Explainer(CompiledSegments compiled) {
    compiled.segments().forEach(s -> segments.put(s.id(), s));
    this.trees = new LogicTrees(compiled.segments());
    this.vocabulary = compiled.vocabulary();
    compiled.rankEdges().forEach(edge -> fixed.add(edge.key()));
  }

  /**
   * Explains one segment for one customer.
   *
   * @param row one row of {@link CompiledSegments#withThresholds}
   * @throws IllegalArgumentException where there is no such segment
   */
  public Explanation explain(String segmentId, Row row) {
    CompiledSegment segment = segments.get(segmentId);
    if (segment == null) {
      throw new IllegalArgumentException(
          "Cannot explain segment '" + segmentId + "': there is none of this id.");
    }
    Values values = Values.of(row);
    Judgement judgement = new Judgement(values);
    LogicTree rule = trees.of(segmentId);
    List<Explanation.Part> parts = new ArrayList<>();
    describe(rule, 0, judgement, parts, new HashSet<>());
    Optional<NearestMiss> nearest = new NearestMissSearch(rule, values, vocabulary, fixed).find();
    return new Explanation(
        segmentId, segment.definition().version(), judgement.of(rule), parts, nearest);
  }

  private void describe(
      LogicTree tree,
      int depth,
      Judgement judgement,
      List<Explanation.Part> parts,
      Set<String> seen) {
    Verdict verdict = judgement.of(tree);
    if (tree instanceof Leaf leaf) {
      LeafText text = new LeafText(leaf, judgement.evaluator());
      parts.add(new Explanation.Part(depth, text.observed(), text.needed(), verdict));
    } else if (tree instanceof Negation negation) {
      parts.add(new Explanation.Part(depth, "not", "", verdict));
      describe(negation.part(), depth + 1, judgement, parts, seen);
    } else if (tree instanceof Member member) {
      boolean first = seen.add(member.id());
      String text = "member of " + member.id() + (first ? "" : " (see above)");
      parts.add(new Explanation.Part(depth, text, "", verdict));
      if (first) {
        describe(member.rule(), depth + 1, judgement, parts, seen);
      }
    } else {
      boolean all = tree instanceof All;
      parts.add(new Explanation.Part(depth, all ? "all of" : "any of", "", verdict));
      List<LogicTree> below = all ? ((All) tree).parts() : ((Any) tree).parts();
      below.forEach(part -> describe(part, depth + 1, judgement, parts, seen));
    }
  }
}
