package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;

/**
 * A threshold that is derived from the shop's own customers.
 *
 * @param name what was measured, for example {@code gap_between_orders}
 * @param statistic for example {@code median}
 */
public record ShopThreshold(String name, String statistic) {
  static final String FUNCTION = "shop";

  static ShopThreshold of(Node.Call call) {
    return new ShopThreshold(text(call, 0), text(call, 1));
  }

  private static String text(Node.Call call, int argument) {
    return (String) ((Node.Literal) call.arguments().get(argument)).value();
  }

  /** Name of the threshold among all thresholds of a run. */
  public String key() {
    return name + "." + statistic;
  }
}
