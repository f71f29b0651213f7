package io.segmentlake.models.expression;

import java.util.Optional;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;

/** What kind of value an expression has. There are no floating point numbers. */
public enum ValueType {
  BOOLEAN("true or false"),
  INTEGER("a whole number"),
  DECIMAL("a number"),
  TEXT("text"),
  DATE("a date"),
  TIMESTAMP("an instant"),
  /** The literal null, which fits everywhere. */
  NULL("null");

  private final String described;

  ValueType(String described) {
    this.described = described;
  }

  /** For messages, for example {@code a whole number}. */
  public String described() {
    return described;
  }

  public boolean isNumber() {
    return this == INTEGER || this == DECIMAL;
  }

  /** Whether values of both can be compared, or stand for one another. */
  public boolean fits(ValueType other) {
    return this == other || this == NULL || other == NULL || (isNumber() && other.isNumber());
  }

  /** The type that holds values of both; they must fit. */
  public ValueType with(ValueType other) {
    if (this == NULL) {
      return other;
    }
    return other == DECIMAL ? other : this;
  }

  /** Empty for types that the language does not know, such as floating point and arrays. */
  public static Optional<ValueType> of(DataType type) {
    ValueType found = null;
    if (type instanceof BooleanType) {
      found = BOOLEAN;
    } else if (type instanceof LongType
        || type instanceof IntegerType
        || type instanceof ShortType
        || type instanceof ByteType) {
      found = INTEGER;
    } else if (type instanceof DecimalType) {
      found = DECIMAL;
    } else if (type instanceof StringType) {
      found = TEXT;
    } else if (type instanceof DateType) {
      found = DATE;
    } else if (type instanceof TimestampType) {
      found = TIMESTAMP;
    }
    return Optional.ofNullable(found);
  }
}
