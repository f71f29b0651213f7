package io.segmentlake.models.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.churn.RegressionTree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeShapTest {
  private static final int TERMS = 4;

  /**
   * Half of the rows have x₀ ≤ 0; of the others a quarter x₁ ≤ 0. Worked out by hand for a row with
   * x₀ = 1, x₁ = 0: v() = 2.5, v(x₀) = 5, v(x₁) = 4, v(x₀, x₁) = 8.
   */
  @Test
  void dividesTheValueOfOneTree() {
    RegressionTree tree =
        new RegressionTree(
            List.of(
                new Node(0, 0, 1, 2, 0, 80),
                Node.leaf(0, 40),
                new Node(1, 0, 3, 4, 0, 40),
                Node.leaf(8, 10),
                Node.leaf(4, 30)));
    double[] contributions = new double[2];

    TreeShap.add(tree, new double[] {1, 0}, 2, contributions);

    assertThat(tree.mean()).isEqualTo(2.5);
    // Twice the means of (5 − 2.5, 8 − 4) and (4 − 2.5, 8 − 5).
    assertThat(contributions).containsExactly(new double[] {6.5, 4.5}, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void equalsTheDefinitionOnRandomTrees(int seed) {
    Random random = new Random(seed);
    List<Node> nodes = new ArrayList<>();
    grow(nodes, random, 1 + seed % 6, 1_000);
    RegressionTree tree = new RegressionTree(nodes);

    for (int i = 0; i < 20; i++) {
      double[] row = random.doubles(TERMS).toArray();
      double[] contributions = new double[TERMS];
      TreeShap.add(tree, row, 1, contributions);

      double sum = tree.mean();
      for (int term = 0; term < TERMS; term++) {
        assertThat(contributions[term]).isCloseTo(shapley(tree, row, term), within(1e-9));
        sum += contributions[term];
      }
      assertThat(sum).isCloseTo(tree.value(row), within(1e-9));
    }
  }

  /** A term can be compared several times on one way, and some branches are nearly empty. */
  private static int grow(List<Node> nodes, Random random, int depth, double cover) {
    int place = nodes.size();
    nodes.add(Node.leaf(random.nextGaussian(), cover));
    // Each branch of a fitted tree has been taken by some row.
    if (depth > 0 && cover >= 2) {
      double left = 1 + Math.floor((cover - 1) * random.nextDouble());
      int term = random.nextInt(TERMS);
      double threshold = random.nextDouble();
      int first = grow(nodes, random, depth - 1, left);
      int second = grow(nodes, random, depth - 1, cover - left);
      nodes.set(place, new Node(term, threshold, first, second, 0, cover));
    }
    return place;
  }

  /** Σ over the subsets S of the other terms of |S|! (n − |S| − 1)! / n! (v(S ∪ term) − v(S)). */
  private static double shapley(RegressionTree tree, double[] row, int term) {
    double value = 0;
    for (int known = 0; known < 1 << TERMS; known++) {
      if ((known >> term & 1) == 0) {
        int size = Integer.bitCount(known);
        double weight = factorial(size) * factorial(TERMS - size - 1) / factorial(TERMS);
        double with = expected(tree, tree.node(0), row, known | 1 << term);
        value += weight * (with - expected(tree, tree.node(0), row, known));
      }
    }
    return value;
  }

  private static double expected(RegressionTree tree, Node node, double[] row, int known) {
    if (node.isLeaf()) {
      return node.value();
    }
    Node left = tree.node(node.left());
    Node right = tree.node(node.right());
    if ((known >> node.term() & 1) == 1) {
      return expected(tree, row[node.term()] <= node.threshold() ? left : right, row, known);
    }
    return (left.cover() * expected(tree, left, row, known)
            + right.cover() * expected(tree, right, row, known))
        / node.cover();
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }
}
