package io.segmentlake.pipelines.reference;

import java.time.LocalDate;

/**
 * Something that happened, as a test made it up.
 *
 * @param kind order, cancelled order, refund, visit, click, delivered, or address
 * @param id names the event; the same id again is the same event, or a later version of it
 * @param version of two events of one id the larger counts
 * @param cents of orders and refunds; of an address the number of the mailbox
 * @param file in which it arrives
 */
record Event(
    String kind, String id, int version, long customer, LocalDate day, int cents, int file) {

  /** When a customer registered, which never changes. */
  static LocalDate registeredOn(long customer) {
    return LocalDate.of(2025, 1, 1).plusDays(customer * 7 % 10);
  }
}
