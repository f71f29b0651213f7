package io.segmentlake.models.uplift;

import java.io.Serializable;

/**
 * An incentive that was tested, and what it costs. The arm without one costs nothing.
 *
 * @param name for example {@code 10 % off} or {@code free shipping}
 * @param discount share of an order's revenue that is given away, from 0 to 1
 * @param costPerOrder paid with each order, for example for shipping or a gift, in the shop's
 *     currency
 * @param costPerContact paid for each customer who gets the offer, whether or not one orders
 */
public record IncentiveArm(String name, double discount, double costPerOrder, double costPerContact)
    implements Serializable {

  public static IncentiveArm none() {
    return new IncentiveArm("none", 0, 0, 0);
  }

  public IncentiveArm {
    if (!(discount >= 0 && discount <= 1 && costPerOrder >= 0 && costPerContact >= 0)) {
      throw new IllegalArgumentException(
          "Cannot offer %s: its discount is %s and its costs are %s and %s. A discount is from 0 to 1, a cost is not negative."
              .formatted(name, discount, costPerOrder, costPerContact));
    }
  }
}
