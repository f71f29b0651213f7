package io.segmentlake.pipelines.bronze;

/** Text that shows its shape and nothing else: {@code Novák, 12.5} becomes {@code Xxxxx, 99.9}. */
final class Masked {
  private static final int LONGEST = 200;

  private Masked() {}

  /** Letters and digits replaced, the rest as it is, cut where long. */
  static String of(String text) {
    StringBuilder masked = new StringBuilder();
    text.codePoints().limit(LONGEST).map(Masked::replaced).forEach(masked::appendCodePoint);
    return masked.append(text.length() > LONGEST ? "…" : "").toString();
  }

  private static int replaced(int c) {
    if (Character.isDigit(c)) {
      return '9';
    } else if (Character.isUpperCase(c)) {
      return 'X';
    }
    return Character.isLetter(c) ? 'x' : c;
  }
}
