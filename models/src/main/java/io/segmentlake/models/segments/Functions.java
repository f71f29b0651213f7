package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The functions of rules for single values. */
final class Functions {
  private Functions() {}

  static Object value(Node.Call call, List<Object> arguments, Values values) {
    return switch (call.function()) {
      case "coalesce" -> known(arguments).findFirst().orElse(null);
      case "least" -> known(arguments).min(Functions::compare).orElse(null);
      case "greatest" -> known(arguments).max(Functions::compare).orElse(null);
      case "nullif" -> nullif(arguments.get(0), arguments.get(1));
      case "days_before" -> asOf(values).minusDays(DateFunctions.count(call.arguments()));
      case "months_before" -> asOf(values).minusMonths(DateFunctions.count(call.arguments()));
      case ShopThreshold.FUNCTION -> values.value(ShopThreshold.of(call).key());
      default -> arguments.contains(null) ? null : ofKnown(call, arguments, values);
    };
  }

  private static Object ofKnown(Node.Call call, List<Object> arguments, Values values) {
    Object first = arguments.get(0);
    return switch (call.function()) {
      case "abs" -> ((BigDecimal) first).abs();
      case "round" -> ((BigDecimal) first).setScale(digits(arguments), RoundingMode.HALF_UP);
      case "days_since" ->
          BigDecimal.valueOf(ChronoUnit.DAYS.between((LocalDate) first, asOf(values)));
      case "concat" -> String.join("", arguments.stream().map(Object::toString).toList());
      case "upper" -> ((String) first).toUpperCase(Locale.ROOT);
      case "lower" -> ((String) first).toLowerCase(Locale.ROOT);
      case "trim" -> ((String) first).replaceAll("^ +| +$", "");
      case "length" -> BigDecimal.valueOf(((String) first).codePoints().count());
      case "replace" -> replace((String) first, (String) arguments.get(1), arguments.get(2));
      case "substring" ->
          substring((String) first, (BigDecimal) arguments.get(1), (BigDecimal) arguments.get(2));
      default ->
          throw new IllegalArgumentException(
              "Cannot explain the function '" + call.function() + "': it is unknown.");
    };
  }

  private static Stream<Object> known(List<Object> arguments) {
    return arguments.stream().filter(Objects::nonNull);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compare(Object a, Object b) {
    return ((Comparable) a).compareTo(b);
  }

  private static Object nullif(Object value, Object other) {
    boolean same = value != null && other != null && compare(value, other) == 0;
    return same ? null : value;
  }

  private static LocalDate asOf(Values values) {
    return (LocalDate) values.value(DateFunctions.AS_OF);
  }

  private static int digits(List<Object> arguments) {
    return arguments.size() < 2 ? 0 : ((BigDecimal) arguments.get(1)).intValue();
  }

  private static String replace(String text, String what, Object by) {
    return what.isEmpty() ? text : text.replace(what, (String) by);
  }

  /** Positions count from 1, negative ones from the end. */
  private static String substring(String text, BigDecimal position, BigDecimal length) {
    int[] points = text.codePoints().toArray();
    long from = position.longValue();
    long start = from > 0 ? from - 1 : from < 0 ? points.length + from : 0;
    long end = start + Math.min(length.longValue(), Integer.MAX_VALUE);
    int first = (int) Math.min(Math.max(start, 0), points.length);
    int last = (int) Math.min(Math.max(end, 0), points.length);
    return last <= first ? "" : new String(points, first, last - first);
  }
}
