package io.segmentlake.models.segments;

import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import java.util.List;

/**
 * How the rows of a stream find what they refer to.
 *
 * @param prefix in expressions, for example {@code product} in {@code product.category}
 * @param dimension the stream referred to
 * @param key column of both
 */
record Lookup(String prefix, Stream dimension, String key) {
  private static final List<Lookup> ALL =
      List.of(
          new Lookup("product", Streams.named("products"), "product_id"),
          new Lookup("campaign", Streams.named("campaigns"), "campaign_id"),
          new Lookup("coupon", Streams.named("coupons"), "coupon_id"));

  /** Those that the rows of a stream have the key for. */
  static List<Lookup> of(Stream stream) {
    return ALL.stream().filter(l -> Vocabularies.hasColumn(stream, l.key())).toList();
  }

  boolean isUsedIn(String column) {
    return column.startsWith(prefix + ".");
  }

  String column(String name) {
    return name.substring(prefix.length() + 1);
  }
}
