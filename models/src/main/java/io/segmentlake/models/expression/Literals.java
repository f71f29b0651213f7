package io.segmentlake.models.expression;

import io.segmentlake.models.configuration.Location;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;

/** Constants and the types that values can be converted to. */
final class Literals {
  private Literals() {}

  static Node.Literal convert(Literal literal, int offset, Location at) {
    Object value = literal.value();
    DataType type = literal.dataType();
    if (type instanceof NullType) {
      return new Node.Literal(null, ValueType.NULL, at);
    } else if (type instanceof BooleanType) {
      return new Node.Literal(value, ValueType.BOOLEAN, at);
    } else if (type instanceof StringType) {
      return new Node.Literal(value.toString(), ValueType.TEXT, at);
    } else if (type instanceof DateType) {
      return new Node.Literal(LocalDate.ofEpochDay((Integer) value), ValueType.DATE, at);
    } else if (value instanceof Integer || value instanceof Long) {
      if (type instanceof IntegerType || type instanceof LongType) {
        return new Node.Literal(((Number) value).longValue(), ValueType.INTEGER, at);
      }
    } else if (type instanceof DecimalType && value instanceof Decimal decimal) {
      BigDecimal number = decimal.toJavaBigDecimal();
      return new Node.Literal(number, ValueType.DECIMAL, at);
    }
    throw new Refused(
        offset,
        "constants are whole numbers, decimals such as 0.25, texts in quotes, true, false, null"
            + " and date 'yyyy-mm-dd'");
  }

  static String castTarget(DataType type, int offset) {
    boolean known =
        type instanceof LongType
            || type instanceof DecimalType
            || type instanceof StringType
            || type instanceof DateType
            || type instanceof BooleanType;
    if (!known && !(type instanceof IntegerType)) {
      throw new Refused(
          offset,
          "values can be converted to bigint, decimal(p, s), string, date and boolean, not to "
              + type.sql().toLowerCase(java.util.Locale.ROOT));
    }
    return known ? type.sql().toLowerCase(java.util.Locale.ROOT) : "bigint";
  }
}
