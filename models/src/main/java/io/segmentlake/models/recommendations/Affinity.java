package io.segmentlake.models.recommendations;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person buys next as far as their own shares tell: a product bought before by its share of
 * their purchases, others by the share of their category and how well they sell within it. One
 * purchase of what everybody buys is added to each person's (a Dirichlet prior at both levels), so
 * that who bought little is like everybody, and who bought nothing gets best sellers.
 */
final class Affinity implements Serializable {
  private static final long serialVersionUID = 1;

  /** Weight of what everybody buys, in purchases. */
  private static final double PRIOR = 1;

  private final Assortment assortment;

  /** By category; null for products without one, which are one of their own. */
  private final Map<String, Double> popularityOf = new HashMap<>();

  private final double popularity;

  Affinity(Assortment assortment) {
    this.assortment = assortment;
    double all = 0;
    for (Assortment.Product product : assortment.products()) {
      popularityOf.merge(product.category(), product.popularity(), Double::sum);
      all += product.popularity();
    }
    this.popularity = all;
  }

  /** What is expected of each product of the assortment; the sum is at most 1. */
  double[] of(List<Purchase> purchases) {
    Map<String, Double> ownCategories = new HashMap<>();
    Map<String, Double> own = new HashMap<>();
    double all = PRIOR;
    for (Purchase purchase : purchases) {
      own.put(purchase.product(), purchase.weight());
      ownCategories.merge(
          assortment.categories().get(purchase.product()), purchase.weight(), Double::sum);
      all += purchase.weight();
    }
    double[] expected = new double[assortment.products().size()];
    for (int i = 0; i < expected.length; i++) {
      Assortment.Product product = assortment.products().get(i);
      double popularityOfAll = popularityOf.get(product.category());
      double share =
          (ownCategories.getOrDefault(product.category(), 0.0)
                  + PRIOR * popularityOfAll / popularity)
              / all;
      double within = product.popularity() / popularityOfAll;
      expected[i] = (own.getOrDefault(product.id(), 0.0) + PRIOR * share * within) / all;
    }
    return expected;
  }
}
