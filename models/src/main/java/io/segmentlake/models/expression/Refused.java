package io.segmentlake.models.expression;

/** Stops the reading of one expression: what is wrong, and at which character of its text. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  Refused(int offset, String message) {
    super(message, null, false, false);
    this.offset = offset;
  }

  int offset() {
    return offset;
  }
}
