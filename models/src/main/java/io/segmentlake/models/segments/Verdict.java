package io.segmentlake.models.segments;

/** Three-valued truth, in the order in which "and" takes the smallest. */
public enum Verdict {
  FALSE("no"),
  UNKNOWN("unknown"),
  TRUE("yes");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  static Verdict of(Boolean truth) {
    if (truth == null) {
      return UNKNOWN;
    }
    return truth ? TRUE : FALSE;
  }

  Verdict negated() {
    return values()[2 - ordinal()];
  }

  /** {@code yes}, {@code no} or {@code unknown}. */
  public String word() {
    return word;
  }
}
