package io.segmentlake.models.sources;

import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.ValueType;
import io.segmentlake.models.identity.CustomerIds;
import io.segmentlake.models.streams.StreamColumn.Type;
import java.time.ZoneId;
import org.apache.spark.sql.Column;

/** Turns the value of an expression into a stream column's type. */
final class Conversion {
  private final ZoneId zone;

  /**
   * @param zone of times that name none
   */
  Conversion(ZoneId zone) {
    this.zone = zone;
  }

  /** Text may become anything; a number never becomes text, and a date never an instant. */
  static boolean isPossible(ValueType from, Type to) {
    if (from == ValueType.TEXT || from == ValueType.NULL) {
      return true;
    }
    return switch (to) {
      case ID, STRING -> false;
      case LONG, INT, DECIMAL -> from.isNumber();
      case BOOLEAN -> from == ValueType.BOOLEAN;
      case TIMESTAMP -> from == ValueType.TIMESTAMP;
      case DATE -> from == ValueType.DATE;
    };
  }

  /**
   * The value in its stored form, but an id as the shop's own number.
   *
   * @param node that the expression was compiled of
   * @param expression not yet converted
   */
  Fallible to(Type type, ValueType from, Node node, Fallible expression) {
    // Raw columns are null where blank; other texts can be blank.
    boolean canBeBlank = from == ValueType.TEXT && !(node instanceof Node.ColumnRef);
    Column given = canBeBlank ? filled(expression.value()) : expression.value();
    Column converted = converted(type, from, given);
    Column impossible = given.isNotNull().and(converted.isNull());
    return new Fallible(converted, expression.failed().or(impossible));
  }

  private Column converted(Type type, ValueType from, Column given) {
    if (from == ValueType.NULL) {
      return lit(null).cast(type == Type.ID ? "string" : type.ddl());
    }
    Column value = from == ValueType.TEXT ? parsed(type, given) : given;
    return switch (type) {
      case LONG, INT -> when(value.equalTo(round(value, 0)), value.try_cast(type.ddl()));
      case DECIMAL -> value.try_cast(type.ddl());
      default -> value;
    };
  }

  private Column parsed(Type type, Column text) {
    return switch (type) {
      case ID -> CustomerIds.nativeId(text);
      case STRING -> text;
      case LONG, INT, DECIMAL -> TextFunctions.decimal(DecimalText.plain(), text);
      case BOOLEAN -> bool(lower(trim(text)));
      case TIMESTAMP -> TextFunctions.timestamp(TimeText.iso(), zone, text);
      case DATE -> TextFunctions.date(TimeText.iso(), text);
    };
  }

  private static Column bool(Column word) {
    return when(word.isin("true", "yes", "t", "y", "1"), lit(true))
        .when(word.isin("false", "no", "f", "n", "0"), lit(false));
  }

  private static Column filled(Column text) {
    return when(length(trim(text)).gt(0), text);
  }
}
