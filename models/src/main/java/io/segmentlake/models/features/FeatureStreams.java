package io.segmentlake.models.features;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which streams a shop must have for a feature to say anything. */
public final class FeatureStreams {
  private static final Map<Pattern, Set<String>> STREAMS = new LinkedHashMap<>();

  static {
    needs("uplift_|best_incentive", "assignments", "orders");
    needs("conversion_", "email_events", "orders");
    needs("predicted_|next_order", "orders");
    needs("margin", "orders", "order_lines", "products");
    needs("categor", "order_lines", "products");
    needs("visit|cart", "web_events");
    needs("email_|open|click|delivery|reaction", "email_events");
    needs(
        "regist|confirmed|country|region|language|gender|age_band|is_business|acquisition",
        "customers");
    needs("order|revenue|refunds|gap|recency|frequency|monetary|rfm", "orders");
  }

  private FeatureStreams() {}

  /** Names of streams, sorted; none for a feature that several streams can tell alone. */
  public static Set<String> of(String feature) {
    return STREAMS.entrySet().stream()
        .filter(e -> e.getKey().matcher(feature).find())
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(Set.of());
  }

  private static void needs(String names, String... streams) {
    STREAMS.put(Pattern.compile(names), new TreeSet<>(Set.of(streams)));
  }
}
