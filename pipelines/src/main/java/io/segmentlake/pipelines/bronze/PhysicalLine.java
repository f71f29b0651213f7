package io.segmentlake.pipelines.bronze;

/**
 * One line of a file as it stands there.
 *
 * @param number from 1
 * @param bytes without the line end
 * @param end the line end as text: LF, CR, CRLF, or nothing at the end of the file
 * @param flaw what keeps it from being read
 */
record PhysicalLine(long number, byte[] bytes, String end, Flaw flaw) {

  /** What can be wrong with a line before anyone looks into it. */
  enum Flaw {
    NONE,
    /** More bytes than a line may have; the rest was skipped. */
    TOO_LONG,
    /** The compressed data end, or are damaged, within the line. */
    BROKEN_OFF
  }

  boolean isBlank() {
    return bytes.length == 0 && flaw == Flaw.NONE;
  }
}
