package io.segmentlake.jobs.generate;

import java.util.List;

/**
 * What one person bought, and what could be known about it beforehand.
 *
 * @param purchases in the order of time, those before the first files included
 * @param firstOrderAt first one that was not cancelled; {@link MailPlan#NEVER}
 * @param lostOn day since which only stray orders come; {@link #NOT_LOST}
 * @param score chance and truth of an order in the last 30 days
 * @param trial chances and truth of an order in the window of the randomised campaign
 */
record BuyingLife(
    List<Purchase> purchases, long firstOrderAt, int lostOn, Outcome score, Outcome trial) {
  static final int NOT_LOST = Integer.MAX_VALUE;

  boolean isLost(int day) {
    return lostOn <= day;
  }

  /** Whether an order was placed in (from, to]. */
  boolean hasBoughtBetween(long from, long to) {
    return purchases.stream().anyMatch(p -> p.at() > from && p.at() <= to);
  }
}
