package io.segmentlake.models.segments;

import java.util.regex.Pattern;

/** The patterns of "like" for single values. */
final class LikePattern {
  private LikePattern() {}

  static boolean matches(String text, String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        // A backslash takes the meaning of the character behind it.
        char literal = c == '\\' && i + 1 < pattern.length() ? pattern.charAt(++i) : c;
        regex.append(Pattern.quote(String.valueOf(literal)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }

  /** A text that matches. */
  static String example(String pattern) {
    return pattern
        .replaceAll("(?<!\\\\)%", "")
        .replaceAll("(?<!\\\\)_", "x")
        .replaceAll("\\\\(.)", "$1");
  }
}
