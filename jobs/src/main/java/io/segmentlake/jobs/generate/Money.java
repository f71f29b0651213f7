package io.segmentlake.jobs.generate;

/** Amounts in hundredths of a crown, and how files show them. */
final class Money {
  private Money() {}

  /** {@code 1234.50}. */
  static String text(long hundredths) {
    return text(hundredths, '.');
  }

  /** {@code 1234,50}. */
  static String czech(long hundredths) {
    return text(hundredths, ',');
  }

  private static String text(long hundredths, char point) {
    long rest = hundredths % 100;
    return hundredths / 100 + (rest < 10 ? point + "0" : String.valueOf(point)) + rest;
  }
}
