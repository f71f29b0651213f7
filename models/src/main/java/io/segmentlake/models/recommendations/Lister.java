package io.segmentlake.models.recommendations;

import java.io.Serializable;
import java.util.List;

/** Makes lists of products for persons: the recommender, or what it is held against. */
@FunctionalInterface
interface Lister extends Serializable {

  /** Products for somebody who has bought this, best first. */
  List<String> products(List<Purchase> purchases);

  /** A baseline under the rules that hold for all lists. */
  static Lister of(Baseline baseline, Assortment assortment, ListRules rules) {
    ListPicker picker = new ListPicker(assortment, rules);
    return purchases ->
        picker.pick(baseline.scores(assortment, purchases), picker.allowed(purchases)).stream()
            .map(place -> assortment.products().get(place).id())
            .toList();
  }
}
