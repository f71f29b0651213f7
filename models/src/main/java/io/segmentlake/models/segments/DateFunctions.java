package io.segmentlake.models.segments;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.SqlFunction;
import io.segmentlake.models.expression.ValueType;
import java.util.List;
import java.util.Set;

/** Dates seen from the as-of date, which is the only "today" there is. */
final class DateFunctions {
  static final String AS_OF = "as_of";
  static final Set<String> NAMES = Set.of("days_before", "months_before", "days_since");

  private static final int MAXIMUM = 40_000;

  private DateFunctions() {}

  static List<SqlFunction> all() {
    return List.of(
        new SqlFunction(
            "days_before",
            "days_before(days)",
            DateFunctions::oneCount,
            (arguments, columns, names) -> date_sub(names.column(AS_OF), count(arguments))),
        new SqlFunction(
            "months_before",
            "months_before(months)",
            DateFunctions::oneCount,
            (arguments, columns, names) -> add_months(names.column(AS_OF), lit(-count(arguments)))),
        new SqlFunction(
            "days_since",
            "days_since(date)",
            SqlFunction.fixed(ValueType.INTEGER, List.of(ValueType.DATE)),
            (arguments, columns, names) -> date_diff(names.column(AS_OF), columns.get(0))));
  }

  static int count(List<Node> arguments) {
    return ((Long) ((Node.Literal) arguments.get(0)).value()).intValue();
  }

  private static ValueType oneCount(List<Node> arguments, List<ValueType> types) {
    boolean small =
        arguments.size() == 1
            && arguments.get(0) instanceof Node.Literal n
            && n.value() instanceof Long count
            && count >= 0
            && count <= MAXIMUM;
    if (!small) {
      throw new IllegalArgumentException("wants one constant from 0 to " + MAXIMUM);
    }
    return ValueType.DATE;
  }
}
