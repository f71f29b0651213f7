/**
 * "Buy till you die" models of customers who come back without a contract, as MLlib estimators: how
 * often and until when they order (BG/NBD, Pareto/NBD), how much an order is worth (Gamma-Gamma),
 * and what both come to.
 *
 * <p>A customer's history is three numbers, in a unit of time that the caller chooses: {@code
 * frequency}, repeat orders since the first, an integer; {@code recency}, the time from the first
 * order to the last; {@code age}, the time from the first order to the as-of date. Orders of one
 * day count as one.
 *
 * <p>Under BG/NBD a customer can only leave right after a repeat order, so P(alive) of everyone who
 * ordered once is 1. A segment of customers about to leave that is ranked by {@code p_alive} is
 * upside down: rank by {@code p_no_order}.
 */
package io.segmentlake.models.btyd;
