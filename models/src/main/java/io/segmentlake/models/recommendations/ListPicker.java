package io.segmentlake.models.recommendations;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Picks the best products of an assortment under {@link ListRules}, in one pass: of each category
 * only the best few can be in the list.
 */
final class ListPicker implements Serializable {
  private static final long serialVersionUID = 1;

  private final Assortment assortment;
  private final ListRules rules;

  ListPicker(Assortment assortment, ListRules rules) {
    this.assortment = assortment;
    this.rules = rules;
  }

  /**
   * Places in the assortment, best first; of equal scores the better seller.
   *
   * @param scores of each product
   * @param allowed whether each product may be shown at all
   */
  List<Integer> pick(double[] scores, boolean[] allowed) {
    Comparator<Integer> bestFirst =
        Comparator.comparingDouble((Integer i) -> scores[i])
            .reversed()
            .thenComparing(Comparator.naturalOrder());
    Map<String, PriorityQueue<Integer>> best = new HashMap<>();
    for (int i = 0; i < scores.length; i++) {
      if (allowed[i]) {
        String category = assortment.products().get(i).category();
        keep(
            best.computeIfAbsent(category, c -> new PriorityQueue<>(bestFirst.reversed())),
            i,
            category == null ? rules.items() : rules.mostPerCategory());
      }
    }
    List<Integer> picked =
        new ArrayList<>(
            best.values().stream()
                .flatMap(PriorityQueue::stream)
                .sorted(bestFirst)
                .limit(rules.items())
                .toList());
    if (picked.size() < rules.items()) {
      IntStream.range(0, scores.length)
          .filter(i -> allowed[i] && !picked.contains(i))
          .boxed()
          .sorted(bestFirst)
          .limit(rules.items() - picked.size())
          .forEach(picked::add);
    }
    return picked;
  }

  /** Keeps the best few, the worst of which is the queue's head: most are worse than that one. */
  private static void keep(PriorityQueue<Integer> best, int product, int most) {
    boolean isFull = best.size() == most;
    if (isFull && best.comparator().compare(product, best.peek()) < 0) {
      return;
    }
    best.add(product);
    if (isFull) {
      best.remove();
    }
  }

  /** All products that a person with these purchases may be shown. */
  boolean[] allowed(List<Purchase> purchases) {
    boolean[] allowed = new boolean[assortment.products().size()];
    Arrays.fill(allowed, true);
    if (rules.owned() == ListRules.Owned.EXCLUDED) {
      Set<String> owned = purchases.stream().map(Purchase::product).collect(Collectors.toSet());
      for (int i = 0; i < allowed.length; i++) {
        allowed[i] = !owned.contains(assortment.products().get(i).id());
      }
    }
    return allowed;
  }
}
