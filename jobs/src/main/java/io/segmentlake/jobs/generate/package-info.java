/**
 * A generated shop: raw day files such as real exports are, and the planted truth behind them.
 *
 * <p>Every customer, guest, stranger and robot is a <em>person</em> with a number and random
 * streams of its own, so a life comes out the same whichever task simulates it and in whatever
 * order.
 */
package io.segmentlake.jobs.generate;
