package io.segmentlake.models.segments;

import io.segmentlake.models.expression.ValueType;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * The values of one customer's row by column: BigDecimal, String, Boolean, LocalDate, Instant or
 * null.
 */
final class Values {
  private final Map<String, Object> values;

  private Values(Map<String, Object> values) {
    this.values = values;
  }

  static Values of(Row row) {
    Map<String, Object> values = new HashMap<>();
    for (String name : row.schema().fieldNames()) {
      Object value = row.get(row.fieldIndex(name));
      boolean known =
          value == null || ValueType.of(row.schema().apply(name).dataType()).isPresent();
      if (known) {
        values.put(name, plain(value));
      }
    }
    return new Values(values);
  }

  /** The same with one value changed. */
  Values with(String column, Object value) {
    Map<String, Object> changed = new HashMap<>(values);
    changed.put(column, value);
    return new Values(changed);
  }

  Object value(String column) {
    if (!values.containsKey(column)) {
      throw new IllegalArgumentException(
          "Cannot explain with '" + column + "': the row has no such column.");
    }
    return values.get(column);
  }

  private static Object plain(Object value) {
    if (value instanceof Number number && !(value instanceof BigDecimal)) {
      return BigDecimal.valueOf(number.longValue());
    } else if (value instanceof Date date) {
      return date.toLocalDate();
    } else if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    }
    return value;
  }
}
