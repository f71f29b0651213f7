package io.segmentlake.models.churn;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.classification.GBTClassificationModel;

/**
 * Boosted trees: contributions are the Shapley values of {@link TreeShap}, summed over trees.
 *
 * @param weights of the trees in the log odds
 */
record TreeAttribution(List<RegressionTree> trees, double[] weights) implements Attribution {

  static TreeAttribution of(GBTClassificationModel model) {
    List<RegressionTree> trees =
        Arrays.stream(model.trees()).map(tree -> RegressionTree.of(tree.rootNode())).toList();
    // MLlib's loss is log(1 + exp(−2 y F)), so that the log odds are twice the sum of the trees.
    return new TreeAttribution(trees, Arrays.stream(model.treeWeights()).map(w -> 2 * w).toArray());
  }

  @Override
  public double margin(double[] terms) {
    double margin = 0;
    for (int i = 0; i < weights.length; i++) {
      margin += weights[i] * trees.get(i).value(terms);
    }
    return margin;
  }

  @Override
  public double base() {
    double base = 0;
    for (int i = 0; i < weights.length; i++) {
      base += weights[i] * trees.get(i).mean();
    }
    return base;
  }

  @Override
  public double[] contributions(double[] terms) {
    double[] contributions = new double[terms.length];
    for (int i = 0; i < weights.length; i++) {
      TreeShap.add(trees.get(i), terms, weights[i], contributions);
    }
    return contributions;
  }
}
