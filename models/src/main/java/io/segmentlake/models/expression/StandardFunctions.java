package io.segmentlake.models.expression;

import static io.segmentlake.models.expression.ValueType.INTEGER;
import static io.segmentlake.models.expression.ValueType.NULL;
import static io.segmentlake.models.expression.ValueType.TEXT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.try_subtract;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;

/** Functions that any expression may call; all give the same result for the same row for ever. */
public final class StandardFunctions {
  private static final int MAXIMUM_DIGITS = 10;

  private StandardFunctions() {}

  public static List<SqlFunction> all() {
    return List.of(
        new SqlFunction("abs", "abs(number)", StandardFunctions::oneNumber, (a, c, n) -> abs(c)),
        new SqlFunction(
            "round",
            "round(number, digits)",
            StandardFunctions::numberAndDigits,
            (a, c, n) -> round(c.get(0), digits(a))),
        new SqlFunction(
            "coalesce",
            "coalesce(value, other, …)",
            StandardFunctions::alike,
            (a, c, n) -> coalesce(array(c))),
        new SqlFunction(
            "least",
            "least(value, other, …)",
            StandardFunctions::alike,
            (a, c, n) -> least(array(c))),
        new SqlFunction(
            "greatest",
            "greatest(value, other, …)",
            StandardFunctions::alike,
            (a, c, n) -> greatest(array(c))),
        new SqlFunction(
            "nullif",
            "nullif(value, other)",
            StandardFunctions::two,
            (a, c, n) -> nullif(c.get(0), c.get(1))),
        new SqlFunction(
            "concat", "concat(text, …)", StandardFunctions::texts, (a, c, n) -> concat(array(c))),
        SqlFunction.of("upper", "upper(text)", TEXT, List.of(TEXT), c -> upper(c)),
        SqlFunction.of("lower", "lower(text)", TEXT, List.of(TEXT), c -> lower(c)),
        SqlFunction.of("trim", "trim(text)", TEXT, List.of(TEXT), c -> trim(c)),
        SqlFunction.of("length", "length(text)", INTEGER, List.of(TEXT), c -> length(c)),
        new SqlFunction(
            "replace",
            "replace(text, what, by)",
            SqlFunction.fixed(TEXT, List.of(TEXT, TEXT, TEXT)),
            (a, c, n) -> replace(c.get(0), c.get(1), c.get(2))),
        new SqlFunction(
            "substring",
            "substring(text, from, length)",
            SqlFunction.fixed(TEXT, List.of(TEXT, INTEGER, INTEGER)),
            (a, c, n) -> substring(c.get(0), position(c.get(1)), position(c.get(2)))));
  }

  /** Negating the smallest number of its type fails, subtracting it from zero gives null. */
  private static Column abs(List<Column> columns) {
    Column number = columns.get(0);
    return when(number.lt(lit(0)), try_subtract(lit(0), number)).otherwise(number);
  }

  private static Column position(Column number) {
    return number.try_cast("int");
  }

  private static ValueType oneNumber(List<Node> arguments, List<ValueType> types) {
    if (types.size() != 1 || !(types.get(0).isNumber() || types.get(0) == NULL)) {
      throw new IllegalArgumentException("wants one number");
    }
    return types.get(0);
  }

  private static ValueType numberAndDigits(List<Node> arguments, List<ValueType> types) {
    boolean number = !types.isEmpty() && (types.get(0).isNumber() || types.get(0) == NULL);
    int digits = types.size() == 2 ? digits(arguments) : 0;
    if (!number || types.size() > 2 || digits < 0 || digits > MAXIMUM_DIGITS) {
      throw new IllegalArgumentException(
          "wants a number, and a constant number of digits from 0 to " + MAXIMUM_DIGITS);
    }
    return types.get(0);
  }

  private static int digits(List<Node> arguments) {
    if (arguments.size() < 2) {
      return 0;
    }
    boolean small =
        arguments.get(1) instanceof Node.Literal n
            && n.value() instanceof Long digits
            && digits >= 0
            && digits <= MAXIMUM_DIGITS;
    return small ? ((Long) ((Node.Literal) arguments.get(1)).value()).intValue() : -1;
  }

  private static ValueType two(List<Node> arguments, List<ValueType> types) {
    if (types.size() != 2) {
      throw new IllegalArgumentException("wants two values");
    }
    alike(arguments, types);
    return types.get(0);
  }

  private static ValueType alike(List<Node> arguments, List<ValueType> types) {
    if (types.size() < 2) {
      throw new IllegalArgumentException("wants at least two values");
    }
    ValueType common = NULL;
    for (ValueType type : types) {
      if (!common.fits(type)) {
        throw new IllegalArgumentException(
            "wants values of one kind, not " + common.described() + " and " + type.described());
      }
      common = common.with(type);
    }
    return common;
  }

  private static ValueType texts(List<Node> arguments, List<ValueType> types) {
    boolean fits = types.stream().allMatch(type -> type.fits(TEXT));
    if (types.isEmpty() || !fits) {
      throw new IllegalArgumentException("wants texts");
    }
    return TEXT;
  }

  private static Column[] array(List<Column> columns) {
    return columns.toArray(new Column[0]);
  }
}
