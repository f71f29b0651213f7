package io.segmentlake.jobs.generate;

/**
 * Where a buyer stands at the beginning of a day; what all later chances depend on.
 *
 * @param isLost whether only a stray order is to be expected
 * @param orders that counted so far
 * @param lastDay day of the last of them
 * @param packs what a refiller took last
 */
record Standing(boolean isLost, int orders, int lastDay, int packs) {}
