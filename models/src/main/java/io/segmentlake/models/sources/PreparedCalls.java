package io.segmentlake.models.sources;

import io.segmentlake.models.expression.ColumnCompiler;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import io.segmentlake.models.expression.TypeChecker;
import io.segmentlake.models.expression.Unparser;
import io.segmentlake.models.expression.ValueType;
import io.segmentlake.models.expression.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The calls of a feed's expressions that read numbers and times, each distinct one calculated once
 * a record as a column of its own: they are what costs, and streams of one feed share most of them.
 */
final class PreparedCalls {
  /** No raw column can have such a name. */
  private static final String MARK = "\u001f";

  private final List<String> raw;
  private final Map<String, Node.Call> calls = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private Vocabulary vocabulary;

  PreparedCalls(Feed feed) {
    this.raw = feed.rawColumns();
    this.vocabulary = MappingExpressions.vocabulary(raw, feed.zone());
  }

  /** The expression with columns in the place of its calls. */
  Node prepare(Node expression) {
    return Nodes.rebuild(expression, this::replaced);
  }

  private Node replaced(Node node) {
    if (node instanceof Node.Call call && MappingFunctions.FALLIBLE.contains(call.function())) {
      return new Node.ColumnRef(
          names.computeIfAbsent(Unparser.text(call), text -> named(call)), call.at());
    }
    return node;
  }

  private String named(Node.Call call) {
    String name = MARK + calls.size();
    ValueType type = type(call);
    calls.put(name, call);
    vocabulary = vocabulary.withColumns(Map.of(name, type));
    return name;
  }

  ValueType type(Node node) {
    return new TypeChecker(vocabulary, "", new ArrayList<>()).type(node).orElseThrow();
  }

  /** The call that a column stands for, null where it is a raw one. */
  Node.Call call(Node.ColumnRef column) {
    return calls.get(column.name());
  }

  /** Compiles prepared expressions over the columns that {@link #calculate} gives. */
  ColumnCompiler compiler() {
    return new ColumnCompiler(vocabulary, this::column);
  }

  private Column column(String name) {
    return functions.col(name.startsWith(MARK) ? stored(name) : FeedRecords.raw(raw.indexOf(name)));
  }

  private static String stored(String name) {
    return "call_" + name.substring(MARK.length());
  }

  /** Adds the calls as columns, arguments before the calls that use them. */
  Dataset<Row> calculate(Dataset<Row> records) {
    ColumnCompiler compiler = compiler();
    Map<String, Integer> levels = new LinkedHashMap<>();
    calls.forEach((name, call) -> levels.put(name, level(call, levels)));
    int deepest = levels.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    Dataset<Row> calculated = records;
    for (int level = 0; level <= deepest; level++) {
      Map<String, Column> columns = new LinkedHashMap<>();
      for (Map.Entry<String, Integer> entry : levels.entrySet()) {
        if (entry.getValue() == level) {
          columns.put(stored(entry.getKey()), compiler.compile(calls.get(entry.getKey())));
        }
      }
      calculated = calculated.withColumns(columns);
    }
    return calculated;
  }

  private static int level(Node.Call call, Map<String, Integer> levels) {
    List<Integer> below = new ArrayList<>();
    Nodes.walk(
        call,
        node -> {
          if (node instanceof Node.ColumnRef column && levels.containsKey(column.name())) {
            below.add(levels.get(column.name()) + 1);
          }
        });
    return below.stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
