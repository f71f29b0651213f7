package io.segmentlake.models.expression;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/**
 * A function that expressions may call.
 *
 * @param name in lower case
 * @param usage for messages, for example {@code substring(text, from, length)}
 * @param signature checks the arguments and tells the type of the result
 * @param body makes the column
 */
public record SqlFunction(String name, String usage, Signature signature, Body body) {

  /** Checks arguments. */
  @FunctionalInterface
  public interface Signature {
    /**
     * The type of the result.
     *
     * @param arguments as written
     * @param types of the arguments, in the same order
     * @throws IllegalArgumentException whose message says what is wrong with them
     */
    ValueType result(List<Node> arguments, List<ValueType> types);
  }

  /** Makes columns. */
  @FunctionalInterface
  public interface Body {
    /**
     * The column of one call; it must never fail on a row, but be null there.
     *
     * @param arguments as written, for those that must be constants
     * @param columns the arguments as columns
     * @param names other columns of the row, such as {@code as_of}
     */
    Column column(List<Node> arguments, List<Column> columns, Names names);
  }

  /** Columns of the row by their name in the vocabulary. */
  @FunctionalInterface
  public interface Names {
    Column column(String name);
  }

  /** A function of a fixed number of arguments of fixed types. */
  public static SqlFunction of(
      String name,
      String usage,
      ValueType result,
      List<ValueType> parameters,
      UnaryOperator<Column> body) {
    return new SqlFunction(
        name,
        usage,
        fixed(result, parameters),
        (arguments, columns, names) -> body.apply(columns.get(0)));
  }

  /** A signature of a fixed number of arguments of fixed types. */
  public static Signature fixed(ValueType result, List<ValueType> parameters) {
    return (arguments, types) -> {
      if (types.size() != parameters.size()) {
        throw new IllegalArgumentException(
            "wants " + parameters.size() + " values, it has " + types.size());
      }
      for (int i = 0; i < types.size(); i++) {
        if (!parameters.get(i).fits(types.get(i))) {
          throw new IllegalArgumentException(
              "wants "
                  + parameters.get(i).described()
                  + " as value "
                  + (i + 1)
                  + ", it is "
                  + types.get(i).described());
        }
      }
      return result;
    };
  }

  /** By name, later ones replacing earlier ones of the same name. */
  public static Map<String, SqlFunction> byName(List<SqlFunction> functions) {
    return functions.stream()
        .collect(Collectors.toMap(SqlFunction::name, f -> f, (earlier, later) -> later));
  }
}
