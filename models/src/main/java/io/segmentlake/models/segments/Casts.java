package io.segmentlake.models.segments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;

/** Conversions of single values; null where they are impossible. */
final class Casts {
  private Casts() {}

  static Object cast(Object value, String to) {
    try {
      if (value == null) {
        return null;
      }
      return switch (to) {
        case "string" -> text(value);
        case "bigint" -> whole(value);
        case "date" -> value instanceof LocalDate date ? date : LocalDate.parse(trimmed(value));
        case "boolean" -> value instanceof Boolean truth ? truth : truth(trimmed(value));
        default -> decimal(value, to);
      };
    } catch (NumberFormatException | DateTimeException e) {
      return null;
    }
  }

  private static String text(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private static BigDecimal whole(Object value) {
    return value instanceof BigDecimal number
        ? number.setScale(0, RoundingMode.DOWN)
        : BigDecimal.valueOf(Long.parseLong(trimmed(value)));
  }

  private static BigDecimal decimal(Object value, String to) {
    String[] digits = to.replaceAll("[^0-9,]", "").split(",");
    int precision = Integer.parseInt(digits[0]);
    int scale = digits.length > 1 ? Integer.parseInt(digits[1]) : 0;
    BigDecimal number = value instanceof BigDecimal given ? given : new BigDecimal(trimmed(value));
    BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
    return rounded.precision() > precision ? null : rounded;
  }

  private static Boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "1" -> true;
      case "false", "f", "no", "n", "0" -> false;
      default -> null;
    };
  }

  private static String trimmed(Object value) {
    return value.toString().trim();
  }
}
