package io.segmentlake.pipelines.reference;

import java.time.LocalDate;

/**
 * Something that happened, as a test made it up.
 *
 * @param kind order, cancelled order, refund, visit, click or delivered
 * @param id names the event; the same id again is the same event, or a later version of it
 * @param version of two events of one id the larger counts
 * @param file in which it arrives
 */
record Event(
    String kind, String id, int version, long customer, LocalDate day, int cents, int file) {}
