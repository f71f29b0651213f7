package io.segmentlake.pipelines.bronze;

import java.util.regex.Pattern;

/**
 * A pattern for paths below the landing folder: {@code *} and <code>?</code> within one name,
 * {@code **} over folders, {@code {csv,txt}} for alternatives.
 */
final class Glob {
  private final Pattern pattern;
  private final String folder;

  private Glob(Pattern pattern, String folder) {
    this.pattern = pattern;
    this.folder = folder;
  }

  static Glob of(String text) {
    StringBuilder regex = new StringBuilder();
    boolean isAlternative = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (text.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '{' || c == '}') {
        isAlternative = c == '{';
        regex.append(isAlternative ? "(?:" : ")");
      } else if (c == ',' && isAlternative) {
        regex.append('|');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return new Glob(Pattern.compile(regex.toString()), literalFolder(text));
  }

  private static String literalFolder(String text) {
    int special = 0;
    while (special < text.length() && "*?{".indexOf(text.charAt(special)) < 0) {
      special++;
    }
    return text.substring(0, Math.max(text.lastIndexOf('/', special - 1), 0));
  }

  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  /** The folder below which all matches lie; empty for the landing folder itself. */
  String folder() {
    return folder;
  }
}
