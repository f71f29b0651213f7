package io.segmentlake.jobs.report;

/**
 * A sentence on the page.
 *
 * @param tone up, down, flat, good, warn or bad: how it is marked
 */
record Line(String tone, String text) {
  static Line warning(String text) {
    return new Line("warn", text);
  }
}
