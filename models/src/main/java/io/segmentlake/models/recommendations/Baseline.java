package io.segmentlake.models.recommendations;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the recommender has to beat, under the same {@link ListRules}. */
enum Baseline {
  /** The same popular products for everybody. */
  BEST_SELLER,

  /**
   * What the person bought most by its share, then the best sellers of the categories that they
   * bought most, then best sellers.
   */
  PAST_SHARE;

  /** Small enough to order only what the stronger reason leaves equal. */
  private static final double NEXT_REASON = 1e-4;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A number for each product of the assortment. */
  double[] scores(Assortment assortment, List<Purchase> purchases) {
    double most = assortment.products().stream().mapToDouble(p -> p.popularity()).max().orElse(1);
    double[] popularity =
        assortment.products().stream().mapToDouble(p -> p.popularity() / most).toArray();
    return this == BEST_SELLER ? popularity : shares(assortment, purchases, popularity);
  }

  private static double[] shares(
      Assortment assortment, List<Purchase> purchases, double[] popularity) {
    Map<String, Double> products = new HashMap<>();
    Map<String, Double> categories = new HashMap<>();
    double all = 0;
    for (Purchase purchase : purchases) {
      products.put(purchase.product(), purchase.weight());
      Optional.ofNullable(assortment.categories().get(purchase.product()))
          .ifPresent(category -> categories.merge(category, purchase.weight(), Double::sum));
      all += purchase.weight();
    }
    double[] scores = new double[popularity.length];
    for (int i = 0; i < scores.length; i++) {
      Assortment.Product product = assortment.products().get(i);
      double ofCategory = categories.getOrDefault(product.category(), 0.0) * popularity[i];
      scores[i] =
          products.getOrDefault(product.id(), 0.0) / Math.max(all, 1)
              + NEXT_REASON * ofCategory / Math.max(all, 1)
              + NEXT_REASON * NEXT_REASON * popularity[i];
    }
    return scores;
  }
}
