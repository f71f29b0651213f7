package io.segmentlake.models.propensity;

import static io.segmentlake.models.propensity.Terms.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers of a pair of person and category: that the person orders at all, and that it is of this
 * category. Both are logarithms, for the logarithm of a product is their sum.
 */
final class PropensityTerms {
  static final Terms ALL = all();

  private PropensityTerms() {}

  private static Terms all() {
    Map<String, String> numbers = new LinkedHashMap<>(PersonTerms.numbers());
    numbers.put("term_shop_share", "ln(shop_share + 1e-4D)");
    numbers.put("term_shop_rate", "ln(shop_rate + 1e-5D)");
    // One purchase of what everybody buys is added to each person's (a Dirichlet prior).
    for (String window : List.of("90d", "365d", "lifetime")) {
      numbers.put(
          "term_own_share_" + window,
          "ln((own_days_%1$s + shop_share + 1e-4D) / (all_days_%1$s + 1))".formatted(window));
    }
    for (String window : List.of("30d", "90d", "365d", "lifetime")) {
      numbers.put("term_own_days_" + window, log("own_days_" + window));
    }
    String bought = "if(own_days_lifetime > 0, %s, 0)";
    numbers.put("term_never_bought", "if(own_days_lifetime = 0, 1, 0)");
    numbers.put("term_own_recency", bought.formatted(log("own_last_age")));
    // Once bought, a machine is hardly bought again, and coffee is.
    numbers.put("term_repeat_rate", bought.formatted("ln(repeat_rate / (1 - repeat_rate))"));
    String cycle =
        "ln((own_last_age + 15) / (15 + (own_first_age - own_last_age)"
            + " / greatest(own_days_lifetime - 1, 1)))";
    String habitual = "if(own_days_lifetime > 1, %s, 0)";
    numbers.put("term_habitual", habitual.formatted("1"));
    numbers.put("term_cycle", habitual.formatted(cycle));
    numbers.put("term_cycle_square", habitual.formatted("pow(" + cycle + ", 2)"));
    return new Terms(numbers);
  }
}
