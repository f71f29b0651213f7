package io.segmentlake.models.churn;

import java.util.Arrays;

/**
 * Shapley values of the terms of one tree for one row, where a term that is not known is averaged
 * over by following both branches, weighted with the training rows that took them: the
 * path-dependent TreeSHAP of Lundberg, Erion, Lee, "Consistent individualized feature attribution
 * for tree ensembles" (2018), algorithm 2.
 *
 * <p>On the way to a leaf it keeps, for each term met, the share of rows that go on if the term is
 * unknown and whether the row goes on if it is known, and the weights of all subsets of known terms
 * by their size. Time: leaves × depth².
 */
final class TreeShap {
  private final RegressionTree tree;
  private final double[] terms;
  private final double weight;
  private final double[] contributions;

  private TreeShap(RegressionTree tree, double[] terms, double weight, double[] contributions) {
    this.tree = tree;
    this.terms = terms;
    this.weight = weight;
    this.contributions = contributions;
  }

  /** Adds the values, times the weight of the tree, to the contributions. */
  static void add(RegressionTree tree, double[] terms, double weight, double[] contributions) {
    new TreeShap(tree, terms, weight, contributions).follow(0, Path.empty(), 1, 1, -1);
  }

  /**
   * @param unknown share of rows that come here from the node above
   * @param known 1 if the row itself comes here, else 0
   * @param term compared at the node above
   */
  private void follow(int place, Path above, double unknown, double known, int term) {
    Path path = above.with(term, unknown, known);
    RegressionTree.Node node = tree.node(place);
    if (node.isLeaf()) {
      // The first entry is the root, at which nothing was compared.
      for (int i = 1; i < path.size(); i++) {
        contributions[path.term[i]] +=
            path.sumWithout(i) * (path.known[i] - path.unknown[i]) * node.value() * weight;
      }
      return;
    }
    double unknownSoFar = 1;
    double knownSoFar = 1;
    int before = path.find(node.term());
    if (before >= 0) {
      unknownSoFar = path.unknown[before];
      knownSoFar = path.known[before];
      path = path.without(before);
    }
    boolean isLeft = terms[node.term()] <= node.threshold();
    int taken = isLeft ? node.left() : node.right();
    int other = isLeft ? node.right() : node.left();
    follow(taken, path, unknownSoFar * share(taken, node), knownSoFar, node.term());
    follow(other, path, unknownSoFar * share(other, node), 0, node.term());
  }

  private double share(int child, RegressionTree.Node parent) {
    return tree.node(child).cover() / parent.cover();
  }

  /** The terms met so far; {@code subsets[k]} weighs the subsets of k known ones among them. */
  private record Path(int[] term, double[] unknown, double[] known, double[] subsets) {

    static Path empty() {
      return new Path(new int[0], new double[0], new double[0], new double[0]);
    }

    int size() {
      return term.length;
    }

    int find(int wanted) {
      for (int i = 1; i < term.length; i++) {
        if (term[i] == wanted) {
          return i;
        }
      }
      return -1;
    }

    /** EXTEND of the paper: subsets with and without one more term. */
    Path with(int added, double addedUnknown, double addedKnown) {
      int last = size();
      Path longer =
          new Path(
              Arrays.copyOf(term, last + 1),
              Arrays.copyOf(unknown, last + 1),
              Arrays.copyOf(known, last + 1),
              Arrays.copyOf(subsets, last + 1));
      longer.term[last] = added;
      longer.unknown[last] = addedUnknown;
      longer.known[last] = addedKnown;
      longer.subsets[last] = last == 0 ? 1 : 0;
      for (int i = last - 1; i >= 0; i--) {
        longer.subsets[i + 1] += addedKnown * longer.subsets[i] * (i + 1) / (last + 1);
        longer.subsets[i] = addedUnknown * longer.subsets[i] * (last - i) / (last + 1);
      }
      return longer;
    }

    /** UNWIND: as if the term had never been met. */
    Path without(int gone) {
      int last = size() - 1;
      double[] weights = subsetsWithout(gone);
      return new Path(
          remove(term, gone),
          remove(unknown, gone),
          remove(known, gone),
          Arrays.copyOf(weights, last));
    }

    double sumWithout(int gone) {
      return Arrays.stream(subsetsWithout(gone)).sum();
    }

    private double[] subsetsWithout(int gone) {
      int last = size() - 1;
      double[] weights = new double[last];
      double next = subsets[last];
      for (int i = last - 1; i >= 0; i--) {
        if (known[gone] != 0) {
          weights[i] = next * (last + 1) / ((i + 1) * known[gone]);
          next = subsets[i] - weights[i] * unknown[gone] * (last - i) / (last + 1);
        } else {
          weights[i] = subsets[i] * (last + 1) / (unknown[gone] * (last - i));
        }
      }
      return weights;
    }

    private static int[] remove(int[] from, int place) {
      int[] rest = Arrays.copyOf(from, from.length - 1);
      System.arraycopy(from, place + 1, rest, place, rest.length - place);
      return rest;
    }

    private static double[] remove(double[] from, int place) {
      double[] rest = Arrays.copyOf(from, from.length - 1);
      System.arraycopy(from, place + 1, rest, place, rest.length - place);
      return rest;
    }
  }
}
