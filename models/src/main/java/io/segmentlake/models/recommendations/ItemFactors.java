package io.segmentlake.models.recommendations;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * Products as vectors, fitted by implicit alternating least squares (Hu, Koren and Volinsky 2008).
 * A person's vector follows from theirs and what the person bought, by the equation with which each
 * iteration of ALS ends. So nothing is kept of persons, and one who comes later has a vector too.
 */
public final class ItemFactors implements Serializable {
  private static final long serialVersionUID = 1;

  private final AlsSettings settings;
  private final Map<String, float[]> factors;
  private final double[][] gram;

  /**
   * @param factors of each product; arrays of the settings' rank
   */
  public ItemFactors(AlsSettings settings, Map<String, float[]> factors) {
    this.settings = settings;
    this.factors = new HashMap<>(factors);
    this.gram = gram(new TreeMap<>(factors), settings.rank());
  }

  public AlsSettings settings() {
    return settings;
  }

  /** Of a product; null where it was not among those learned from. */
  float[] of(String product) {
    return factors.get(product);
  }

  /** By product. */
  public Map<String, float[]> factors() {
    return Map.copyOf(factors);
  }

  /** The sum of yyᵀ over all products y, in their order. */
  private static double[][] gram(TreeMap<String, float[]> factors, int rank) {
    double[][] gram = new double[rank][rank];
    factors.values().forEach(y -> add(gram, y, 1));
    return gram;
  }

  /**
   * The vector x of a person: (YᵀY + Σ cyyᵀ + λnI) x = Σ (1 + c) y, where the sums go over the n
   * products bought that are known here, and c is the confidence times the weight.
   *
   * @return null for who bought nothing that is known
   */
  double[] customer(List<Purchase> purchases) {
    int rank = settings.rank();
    double[][] left = new double[rank][];
    for (int i = 0; i < rank; i++) {
      left[i] = gram[i].clone();
    }
    double[] right = new double[rank];
    int known = 0;
    for (Purchase purchase : purchases) {
      float[] y = factors.get(purchase.product());
      if (y == null) {
        continue;
      }
      known++;
      double confidence = settings.confidence() * purchase.weight();
      add(left, y, confidence);
      for (int i = 0; i < rank; i++) {
        right[i] += (1 + confidence) * y[i];
      }
    }
    if (known == 0) {
      return null;
    }
    for (int i = 0; i < rank; i++) {
      left[i][i] += settings.regularisation() * known;
    }
    return new CholeskyDecomposition(new Array2DRowRealMatrix(left, false))
        .getSolver()
        .solve(new ArrayRealVector(right, false))
        .toArray();
  }

  private static void add(double[][] matrix, float[] y, double times) {
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j <= i; j++) {
        double product = times * y[i] * y[j];
        matrix[i][j] += product;
        if (j < i) {
          matrix[j][i] += product;
        }
      }
    }
  }
}
