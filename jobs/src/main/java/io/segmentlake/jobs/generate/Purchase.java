package io.segmentlake.jobs.generate;

/**
 * The moment of an order.
 *
 * @param at instant
 * @param day business day
 * @param rank how many orders the person placed before
 * @param packs pieces of a refiller's favourite
 * @param isCancelled whether it will be cancelled
 */
record Purchase(long at, int day, int rank, int packs, boolean isCancelled) {}
