package io.segmentlake.models.sources;

import static org.apache.spark.sql.functions.col;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Unparser;
import io.segmentlake.models.streams.StreamColumn.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Expressions of a feed in the types of stream columns, each distinct one calculated once. */
final class PreparedValues {
  private final PreparedCalls calls;
  private final FailureCompiler compiler;
  private final Conversion conversion;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /**
   * @param calls of all expressions, already prepared
   */
  PreparedValues(PreparedCalls calls, Conversion conversion) {
    this.calls = calls;
    this.compiler = new FailureCompiler(calls);
    this.conversion = conversion;
  }

  /** A value converted to a type, as it will stand in the columns of {@link #calculate}. */
  Fallible value(Node prepared, Type type) {
    Fallible expression = compiler.compile(prepared);
    return stored(
        type + " " + Unparser.text(prepared),
        conversion.to(type, calls.type(prepared), prepared, expression));
  }

  /** A condition. */
  Fallible condition(Node prepared) {
    return stored("condition " + Unparser.text(prepared), compiler.compile(prepared));
  }

  private Fallible stored(String text, Fallible value) {
    Integer known = numbers.get(text);
    int number = known == null ? numbers.size() : known;
    if (known == null) {
      numbers.put(text, number);
      columns.put("value_" + number, value.value());
      columns.put("failed_" + number, value.failed());
    }
    return new Fallible(col("value_" + number), col("failed_" + number));
  }

  Dataset<Row> calculate(Dataset<Row> records) {
    return records.withColumns(columns);
  }
}
