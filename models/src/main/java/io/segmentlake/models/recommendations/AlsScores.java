package io.segmentlake.models.recommendations;

import java.io.Serializable;
import java.util.List;

/** What ALS thinks of each product of an assortment, for one person. */
final class AlsScores implements Serializable {
  private static final long serialVersionUID = 1;

  /** One product tells too little of a person. */
  static final int LEAST_PRODUCTS = 2;

  private final ItemFactors factors;
  private final float[][] products;
  private final double[] boosts;

  /**
   * @param popularityPower of {@link Mixture}
   */
  AlsScores(Assortment assortment, ItemFactors factors, double popularityPower) {
    this.factors = factors;
    this.products =
        assortment.products().stream().map(p -> factors.of(p.id())).toArray(float[][]::new);
    this.boosts =
        assortment.products().stream()
            .mapToDouble(p -> Math.pow(p.popularity(), popularityPower))
            .toArray();
  }

  /**
   * Numbers of 0 and above, 0 for products that ALS has never met; null for a person of whom it
   * knows too little.
   */
  double[] of(List<Purchase> purchases) {
    double[] person = purchases.size() >= LEAST_PRODUCTS ? factors.customer(purchases) : null;
    if (person == null) {
      return null;
    }
    double[] scores = new double[products.length];
    for (int i = 0; i < scores.length; i++) {
      if (products[i] != null) {
        scores[i] = Math.max(0, product(person, products[i])) * boosts[i];
      }
    }
    return scores;
  }

  private static double product(double[] person, float[] product) {
    double sum = 0;
    for (int i = 0; i < person.length; i++) {
      sum += person[i] * product[i];
    }
    return sum;
  }
}
