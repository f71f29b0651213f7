package io.segmentlake.jobs.generate;

import java.util.List;

/**
 * An order as the shop's database has it; amounts in hundredths of a crown.
 *
 * @param number the shop's number
 * @param purchase its moment
 * @param items its lines, goods only
 * @param isWrapped whether a line for wrapping, which is no product, comes last
 * @param delivery price of the delivery
 * @param coupon code used; null for none
 * @param payment how it was paid
 * @param channel web, app or phone
 */
record Order(
    String number,
    Purchase purchase,
    List<Item> items,
    boolean isWrapped,
    long delivery,
    String coupon,
    String payment,
    String channel) {

  /**
   * A line of goods.
   *
   * @param product what
   * @param pieces how many
   * @param price of one piece
   * @param discount off the whole line
   */
  record Item(Product product, int pieces, long price, long discount) {
    long paid() {
      return price * pieces - discount;
    }
  }

  long goods() {
    return items.stream().mapToLong(Item::paid).sum();
  }

  boolean isOnline() {
    return !channel.equals("phone");
  }
}
