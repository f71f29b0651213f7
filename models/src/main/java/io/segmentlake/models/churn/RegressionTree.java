package io.segmentlake.models.churn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;

/**
 * A tree of MLlib as arrays, the root first.
 *
 * @param nodes each node before its children
 */
record RegressionTree(List<Node> nodes) implements Serializable {

  /**
   * @param term that is compared, −1 in a leaf
   * @param threshold up to which the left child is taken
   * @param value of a leaf
   * @param cover how many training rows came here
   */
  record Node(int term, double threshold, int left, int right, double value, double cover)
      implements Serializable {

    static Node leaf(double value, double cover) {
      return new Node(-1, Double.NaN, -1, -1, value, cover);
    }

    boolean isLeaf() {
      return term < 0;
    }
  }

  static RegressionTree of(org.apache.spark.ml.tree.Node root) {
    List<Node> nodes = new ArrayList<>();
    add(nodes, root);
    return new RegressionTree(nodes);
  }

  private static int add(List<Node> nodes, org.apache.spark.ml.tree.Node node) {
    int place = nodes.size();
    double cover = node.impurityStats().count();
    nodes.add(Node.leaf(node.prediction(), cover));
    if (node instanceof InternalNode inner) {
      // Terms are numbers without names, which MLlib only splits at thresholds.
      ContinuousSplit split = (ContinuousSplit) inner.split();
      int left = add(nodes, inner.leftChild());
      int right = add(nodes, inner.rightChild());
      nodes.set(place, new Node(split.featureIndex(), split.threshold(), left, right, 0, cover));
    }
    return place;
  }

  Node node(int place) {
    return nodes.get(place);
  }

  double value(double[] terms) {
    Node node = node(0);
    while (!node.isLeaf()) {
      node = node(terms[node.term()] <= node.threshold() ? node.left() : node.right());
    }
    return node.value();
  }

  /** The mean over training rows, by their counts at the nodes. */
  double mean() {
    return mean(node(0));
  }

  private double mean(Node node) {
    if (node.isLeaf()) {
      return node.value();
    }
    Node left = node(node.left());
    Node right = node(node.right());
    return (left.cover() * mean(left) + right.cover() * mean(right)) / node.cover();
  }
}
