package io.segmentlake.jobs.generate;

/**
 * A product with its prices.
 *
 * @param sku the shop's number
 * @param section its category
 * @param name shown to people
 * @param brand its maker
 * @param cost of one piece in crowns; 0 where the shop does not know it
 * @param launchedOn first day on sale; negative for days before the first files
 * @param changes days on which another price holds, ascending; the first is the day of the launch
 * @param prices in crowns, one for each change
 */
record Product(
    String sku,
    Section section,
    String name,
    String brand,
    int cost,
    int launchedOn,
    int[] changes,
    int[] prices) {

  boolean isOnSale(int day) {
    return launchedOn <= day;
  }

  /** Price of one piece in crowns, before any discount. */
  int price(int day) {
    int index = 0;
    while (index + 1 < changes.length && changes[index + 1] <= day) {
      index++;
    }
    return prices[index];
  }

  /** Whether the shop's season cuts its price: every third product is part of a sale. */
  boolean isInSales() {
    return sku.charAt(sku.length() - 1) % 3 == 0;
  }
}
