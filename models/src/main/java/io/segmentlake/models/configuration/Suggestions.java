package io.segmentlake.models.configuration;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Suggestions {
  private Suggestions() {}

  /**
   * The known name nearest to a wrong one: at most a third of its letters differ, a swap of two
   * neighbours counting once.
   */
  public static Optional<String> nearest(String wrong, Collection<String> known) {
    String best = null;
    int bestDistance = Math.max(1, Math.min(wrong.length(), 64) / 3) + 1;
    for (String name : known) {
      if (Math.abs(name.length() - wrong.length()) >= bestDistance) {
        continue;
      }
      int distance = distance(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * Names the letters of a word that only look like ASCII, for example a Cyrillic "о"; empty where
   * there are none.
   */
  public static String lookalikes(String word) {
    StringBuilder found = new StringBuilder();
    word.codePoints()
        .filter(c -> c > 127)
        .distinct()
        .limit(3)
        .forEach(
            c ->
                found
                    .append(found.isEmpty() ? "" : ", ")
                    .append('\'')
                    .appendCodePoint(c)
                    .append("' is ")
                    .append(Character.getName(c)));
    return found.toString();
  }

  /** Optimal string alignment distance, three rows of it. */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
