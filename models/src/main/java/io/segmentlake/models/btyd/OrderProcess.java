package io.segmentlake.models.btyd;

import java.io.Serializable;

/** A fitted model of orders: from a history to the future. */
interface OrderProcess extends Serializable {

  /**
   * The orders to come of a customer.
   *
   * @param x repeat orders
   * @param last time of the last order since the first
   * @param age time since the first order
   */
  FutureOrders after(double x, double last, double age);
}
