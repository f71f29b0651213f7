package io.segmentlake.jobs.generate;

/**
 * A message of the shop, or a step of a series.
 *
 * @param id the shop's number
 * @param title shown to people
 * @param type sale, new-in, content, event, cross-sell, welcome or cart
 * @param audience whom it is for
 * @param sentAt when it goes out; of a series, since when it is in use
 * @param coupon what it carries; null for none
 */
record Campaign(
    String id, String title, String type, Audience audience, long sentAt, Coupon coupon) {

  /** Whom a campaign is for. */
  enum Audience {
    /** Those who chose every newsletter. */
    WEEKLY,
    EVERYBODY,
    /** One half of the randomised campaign. */
    TREATED,
    /** Whoever does what triggers it. */
    TRIGGERED
  }

  /**
   * A code for a lower price.
   *
   * @param code typed in by the customer
   * @param percent off the goods
   * @param from first instant at which it holds
   * @param to first instant at which it does not
   */
  record Coupon(String code, int percent, long from, long to) {
    boolean holds(long at) {
      return at >= from && at < to;
    }
  }
}
