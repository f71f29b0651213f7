package io.segmentlake.models.sources;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as people of one language write them: {@code 1,234.56} in English, {@code 1 234,56} in
 * Czech. Strict: text that is not wholly a number has no result, and neither have groups of other
 * than three digits.
 */
final class DecimalText implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Results are decimal(28,8): more decimals are rounded half up, more digits have no result. */
  static final int PRECISION = 28;

  static final int SCALE = 8;

  private static final int LONGEST_TEXT = 64;
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u2007\\u2009\\u202f]");
  private static final Pattern PLAIN =
      Pattern.compile("([+-]?)([0-9]*)(?:\\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,2}))?");

  private final char decimal;
  private final char group;
  private final Pattern grouped;

  private DecimalText(char decimal, char group) {
    this.decimal = decimal;
    this.group = group;
    String quoted = Pattern.quote(String.valueOf(group));
    this.grouped = Pattern.compile("[+-]?[0-9]{1,3}(" + quoted + "[0-9]{3})+([^0-9].*)?");
  }

  /** Plain numbers without groups, as machines write them. */
  static DecimalText plain() {
    return new DecimalText('.', '.');
  }

  /**
   * Numbers of a language.
   *
   * @param tag BCP 47, such as {@code cs} or {@code de-CH}
   * @return empty for a tag of no known language
   */
  static Optional<DecimalText> of(String tag) {
    return locale(tag)
        .map(DecimalFormatSymbols::getInstance)
        .map(s -> new DecimalText(s.getDecimalSeparator(), space(s.getGroupingSeparator())));
  }

  /** The locale of a tag, empty where its language is not known. */
  static Optional<Locale> locale(String tag) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag).build();
      boolean isKnown =
          Arrays.stream(Locale.getAvailableLocales())
              .anyMatch(l -> l.getLanguage().equals(locale.getLanguage()));
      return isKnown && !locale.getLanguage().isEmpty() ? Optional.of(locale) : Optional.empty();
    } catch (IllformedLocaleException noTag) {
      return Optional.empty();
    }
  }

  private static char space(char separator) {
    if (separator == '\u2019') {
      return '\'';
    }
    return SPACES.matcher(String.valueOf(separator)).matches() ? ' ' : separator;
  }

  /** The number, null where the text is none. */
  BigDecimal parse(String text) {
    if (text.length() > LONGEST_TEXT) {
      return null;
    }
    return decimal == '.' && isSimple(text) ? new BigDecimal(text) : parseAny(text);
  }

  /** Digits with at most a point between them: what nearly all texts are. */
  private static boolean isSimple(String text) {
    int length = text.length();
    boolean hasPoint = false;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean isPoint = c == '.' && !hasPoint && i > 0 && i < length - 1;
      if (!isPoint && (c < '0' || c > '9')) {
        return false;
      }
      hasPoint |= isPoint;
    }
    return length > 0 && length <= SCALE;
  }

  private BigDecimal parseAny(String text) {
    String ungrouped = ungrouped(SPACES.matcher(text).replaceAll(" ").strip());
    String plain = decimal == '.' ? ungrouped : swapped(ungrouped);
    Matcher parts = PLAIN.matcher(plain);
    if (!parts.matches() || !hasDigits(parts)) {
      return null;
    }
    BigDecimal exact = new BigDecimal(plain.endsWith(".") ? plain + "0" : plain);
    BigDecimal number = exact.scale() > SCALE ? exact.setScale(SCALE, RoundingMode.HALF_UP) : exact;
    return number.precision() - number.scale() <= PRECISION - SCALE ? number : null;
  }

  private String ungrouped(String text) {
    String signed = text.replace('\u2212', '-').replace('\u2019', '\'');
    if (group != decimal && grouped.matcher(signed).matches()) {
      return signed.replace(String.valueOf(group), "");
    }
    return signed;
  }

  /** A point is no decimal separator where a comma is one: it makes the text no number. */
  private String swapped(String text) {
    return text.indexOf('.') >= 0 ? text + "?" : text.replace(decimal, '.');
  }

  private static boolean hasDigits(Matcher parts) {
    String fraction = parts.group(3);
    return !parts.group(2).isEmpty() || fraction != null && !fraction.isEmpty();
  }
}
