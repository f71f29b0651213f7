package io.segmentlake.models.recommendations;

import java.io.Serializable;

/**
 * What a list of recommendations may hold.
 *
 * @param items its length; shorter only where the assortment has no more to show
 * @param mostPerCategory products of one category, unless the list would be short without more of
 *     them; products without a category are not counted
 * @param owned what the person has bought before
 */
public record ListRules(int items, int mostPerCategory, Owned owned) implements Serializable {
  public static final ListRules USUAL = new ListRules(10, 2, Owned.EXCLUDED);

  public ListRules {
    if (items < 1 || mostPerCategory < 1) {
      throw new IllegalArgumentException(
          "Cannot make lists of %d products with at most %d of a category. Each is 1 or more."
              .formatted(items, mostPerCategory));
    }
  }

  /** Whether to show somebody what they have bought before. */
  public enum Owned {
    EXCLUDED,
    /** For shops whose products are bought again and again. */
    ALLOWED
  }

  /** The same with another treatment of what is owned. */
  public ListRules with(Owned other) {
    return new ListRules(items, mostPerCategory, other);
  }
}
