package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import io.segmentlake.models.expression.ValueType;
import io.segmentlake.models.expression.Vocabulary;
import io.segmentlake.models.segments.LogicTree.Leaf;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the fewest values to change so that a rule holds, and among as few the nearest. Tries one
 * change, then two, and so on; each step changes a value that keeps the rule from holding. What it
 * returns was judged by the rule itself.
 */
final class NearestMissSearch {
  private static final int MOST_CHANGES = 6;
  private static final int MOST_TRIALS = 60_000;

  /** Cents first: a smaller difference is noise unless nothing else will do. */
  private static final List<BigDecimal> UNITS =
      List.of(new BigDecimal("0.01"), new BigDecimal("0.0001"));

  private final LogicTree rule;
  private final Values observed;
  private final Vocabulary vocabulary;
  private final Set<String> fixed;
  private final Candidates candidates;

  private int trials;
  private Map<String, Object> best;
  private double bestEffort;

  /**
   * @param fixed columns that no customer can change: thresholds and the as-of date
   */
  NearestMissSearch(LogicTree rule, Values observed, Vocabulary vocabulary, Set<String> fixed) {
    this.rule = rule;
    this.observed = observed;
    this.vocabulary = vocabulary;
    this.fixed = fixed;
    this.candidates = new Candidates(Leaves.of(rule));
  }

  /** Empty where the rule holds already, or where no few changes make it hold. */
  Optional<NearestMiss> find() {
    if (new Judgement(observed).of(rule) == Verdict.TRUE) {
      return Optional.empty();
    }
    for (int changes = 1; changes <= MOST_CHANGES; changes++) {
      for (BigDecimal unit : UNITS) {
        search(observed, new LinkedHashMap<>(), changes, unit);
        if (best != null) {
          return Optional.of(described());
        }
      }
    }
    return Optional.empty();
  }

  private void search(Values values, Map<String, Object> changes, int left, BigDecimal unit) {
    Judgement judgement = new Judgement(values);
    trials++;
    if (judgement.of(rule) == Verdict.TRUE) {
      keep(changes);
      return;
    }
    if (left == 0 || trials > MOST_TRIALS) {
      return;
    }
    for (String column : columns(judgement.obstacles(rule, Verdict.TRUE))) {
      if (changes.containsKey(column) || fixed.contains(column)) {
        continue;
      }
      ValueType type = vocabulary.column(column).orElseThrow();
      for (Object value : candidates.of(column, type, values, unit)) {
        changes.put(column, value);
        search(values.with(column, value), changes, left - 1, unit);
        changes.remove(column);
      }
    }
  }

  private void keep(Map<String, Object> changes) {
    double effort = 0;
    for (Map.Entry<String, Object> change : changes.entrySet()) {
      effort += effort(observed.value(change.getKey()), change.getValue());
    }
    if (best == null || effort < bestEffort) {
      best = new LinkedHashMap<>(changes);
      bestEffort = effort;
    }
  }

  /** A change by the value itself counts 1, as does another word; nothing into something 2. */
  private static double effort(Object from, Object to) {
    BigDecimal a = Candidates.number(from);
    BigDecimal b = Candidates.number(to);
    if (a != null && b != null) {
      boolean dates = !(from instanceof BigDecimal);
      double size =
          dates ? 365 : Math.max(1, Math.max(Math.abs(a.doubleValue()), b.abs().doubleValue()));
      return a.subtract(b, MathContext.DECIMAL64).abs().doubleValue() / size;
    }
    return from == null || to == null ? 2 : 1;
  }

  private NearestMiss described() {
    Judgement judgement = new Judgement(observed);
    Set<Leaf> all = Leaves.of(rule);
    List<NearestMiss.Change> changes =
        best.entrySet().stream()
            .map(
                change ->
                    new NearestMiss.Change(
                        change.getKey(),
                        observed.value(change.getKey()),
                        change.getValue(),
                        text(change.getKey(), change.getValue(), all, judgement)))
            .toList();
    return new NearestMiss(changes);
  }

  /** By the condition that does not hold and will. */
  private String text(String column, Object to, Set<Leaf> leaves, Judgement judgement) {
    Map<String, Object> all = new LinkedHashMap<>(best);
    Values changed = observed;
    for (Map.Entry<String, Object> change : all.entrySet()) {
      changed = changed.with(change.getKey(), change.getValue());
    }
    Evaluator after = new Evaluator(changed);
    for (Leaf leaf : leaves) {
      boolean turns =
          !Objects.equals(
              judgement.evaluator().truth(leaf.condition()), after.truth(leaf.condition()));
      if (turns && columns(Set.of(leaf)).contains(column)) {
        return distance(column, to)
            + new LeafText(leaf, judgement.evaluator()).observed()
            + ", needs "
            + wanted(leaf, after);
      }
    }
    return distance(column, to) + column + " is " + LeafText.show(observed.value(column));
  }

  /** A condition under a negation has to stop holding. */
  private static String wanted(Leaf leaf, Evaluator after) {
    boolean holds = Boolean.TRUE.equals(after.truth(leaf.condition()));
    Leaf aim =
        holds
            ? leaf
            : new Leaf(new Node.Not(leaf.condition(), leaf.condition().at()), leaf.names());
    return new LeafText(aim, after).needed();
  }

  private String distance(String column, Object to) {
    Object from = observed.value(column);
    BigDecimal a = Candidates.number(from);
    BigDecimal b = Candidates.number(to);
    if (a == null || b == null) {
      return "";
    }
    BigDecimal difference = b.subtract(a);
    boolean days = !(from instanceof BigDecimal) || column.contains("days");
    String unit = !days ? "" : difference.abs().compareTo(BigDecimal.ONE) == 0 ? " day" : " days";
    String word = difference.signum() > 0 ? " short: " : " over: ";
    return LeafText.show(difference.abs()) + unit + word;
  }

  private static Set<String> columns(Set<Leaf> leaves) {
    Set<String> columns = new LinkedHashSet<>();
    for (Leaf leaf : leaves) {
      Nodes.walk(
          leaf.condition(),
          node -> {
            if (node instanceof Node.ColumnRef column) {
              columns.add(column.name());
            }
          });
    }
    return columns;
  }
}
