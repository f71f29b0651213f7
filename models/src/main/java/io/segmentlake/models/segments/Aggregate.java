package io.segmentlake.models.segments;

import io.segmentlake.models.expression.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a measure makes of a customer's rows. */
public enum Aggregate {
  COUNT,
  SUM,
  AVG,
  MIN,
  MAX,
  /** The value of the earliest row, null where that row has none. */
  FIRST,
  /** The value of the latest row, null where that row has none. */
  LAST,
  /** Orders that have a line for which the condition holds; written as a count of orders. */
  COUNT_ORDERS;

  /** As written in a definition. */
  static final List<String> WORDS =
      Arrays.stream(values()).filter(a -> a != COUNT_ORDERS).map(Aggregate::word).toList();

  static Aggregate of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isCount() {
    return this == COUNT || this == COUNT_ORDERS;
  }

  boolean wantsNumbers() {
    return this == SUM || this == AVG;
  }

  /** The type of the measure, given that of the values. */
  ValueType result(ValueType values) {
    return switch (this) {
      case COUNT, COUNT_ORDERS -> ValueType.INTEGER;
      case AVG -> ValueType.DECIMAL;
      case SUM, MIN, MAX, FIRST, LAST -> values;
    };
  }
}
