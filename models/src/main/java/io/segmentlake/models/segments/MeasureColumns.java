package io.segmentlake.models.segments;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.try_sum;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.expression.ColumnCompiler;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import io.segmentlake.models.expression.Unparser;
import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The columns of one stream's aggregation: conditions, values and windows that several measures
 * share are calculated once per row.
 */
final class MeasureColumns {
  private static final String EXACT = "decimal(28,4)";

  private final Stream stream;
  private final ColumnCompiler compiler;
  private final Map<String, Node> expressions = new LinkedHashMap<>();
  private final Map<TimeWindow, String> windows = new LinkedHashMap<>();

  MeasureColumns(String streamName, List<Measure> measures) {
    this.stream = Streams.named(streamName);
    this.compiler = new ColumnCompiler(Vocabularies.stream(streamName));
    for (Measure measure : measures) {
      measure.of().ifPresent(node -> expressions.put(Unparser.text(node), node));
      measure.where().ifPresent(node -> expressions.put(Unparser.text(node), node));
      windows.putIfAbsent(measure.window(), "window_" + windows.size());
    }
  }

  /** Columns of the stream and its look-ups that measures name. */
  static Set<String> names(Collection<Measure> measures) {
    Set<String> names = new TreeSet<>();
    for (Measure measure : measures) {
      measure.of().ifPresent(node -> collect(node, names));
      measure.where().ifPresent(node -> collect(node, names));
    }
    return names;
  }

  /** The rows with all expressions that do not look at the as-of date, and what orders them. */
  Dataset<Row> prepared(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    Set<String> kept = new LinkedHashSet<>(List.of("customer_id", "event_on"));
    kept.addAll(stream.key());
    stream.at().ifPresent(kept::add);
    kept.addAll(lateNames());
    kept.forEach(name -> columns.add(col("`" + name + "`")));
    columns.add(StreamMeasures.counted(stream.name()).as("is_usual"));
    expressions.forEach(
        (text, node) -> {
          if (!isLate(node)) {
            columns.add(compiler.compile(node).as(name(node)));
          }
        });
    return rows.select(columns.toArray(Column[]::new));
  }

  /** The same with each window, and with the expressions that look at the as-of date. */
  Dataset<Row> windowed(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>(List.of(col("*")));
    windows.forEach(
        (window, name) -> columns.add(window.holds(col("event_on"), col("as_of")).as(name)));
    expressions.forEach(
        (text, node) -> {
          if (isLate(node)) {
            columns.add(compiler.compile(node).as(name(node)));
          }
        });
    return rows.select(columns.toArray(Column[]::new));
  }

  Column aggregate(Measure measure) {
    Column counts = col(windows.get(measure.window()));
    if (measure.where().isPresent()) {
      counts = counts.and(col(name(measure.where().get())));
    }
    if (isUsualOnly(measure)) {
      counts = counts.and(col("is_usual"));
    }
    Column value = measure.of().map(node -> col(name(node))).orElse(lit(1));
    Column counted = when(counts, value);
    Column result =
        switch (measure.aggregate()) {
          case COUNT -> count(when(counts, lit(1)));
          case COUNT_ORDERS -> size(collect_set(when(counts, col("order_id")))).cast("bigint");
          case SUM ->
              when(count(when(counts, lit(1))).equalTo(0), lit(0)).otherwise(try_sum(counted));
          case AVG ->
              try_divide(try_sum(when(counts, value.try_cast(EXACT))), count(counted))
                  .try_cast(EXACT);
          case MIN -> min(counted);
          case MAX -> max(counted);
          case FIRST ->
              isInstant(measure) ? min(counted) : min_by(value, when(counts, order(value)));
          case LAST ->
              isInstant(measure) ? max(counted) : max_by(value, when(counts, order(value)));
        };
    return result.as(measure.key());
  }

  /** Earliest first; rows of one instant by their key, then by the value itself. */
  private Column order(Column value) {
    List<Column> columns = new ArrayList<>(List.of(col(stream.at().orElseThrow())));
    stream.key().forEach(key -> columns.add(col(key).as("key_" + key)));
    columns.add(value.as("value"));
    return struct(columns.toArray(Column[]::new));
  }

  private boolean isInstant(Measure measure) {
    return measure.of().orElse(null) instanceof Node.ColumnRef column
        && Optional.of(column.name()).equals(stream.at());
  }

  /** Orders that do not count, lines that are no sales and robots are left out unless asked for. */
  private boolean isUsualOnly(Measure measure) {
    Set<String> names = new TreeSet<>();
    measure.where().ifPresent(node -> collect(node, names));
    return switch (stream.name()) {
      case "orders" -> !names.contains("is_counted");
      case "order_lines" -> !names.contains("is_sale");
      case "web_events" -> !names.contains("is_bot");
      default -> false;
    };
  }

  private String name(Node node) {
    return "value_" + Digest.of(Unparser.text(node), 12);
  }

  private Set<String> lateNames() {
    Set<String> names = new TreeSet<>();
    expressions.values().stream().filter(MeasureColumns::isLate).forEach(n -> collect(n, names));
    names.remove(DateFunctions.AS_OF);
    return names;
  }

  private static boolean isLate(Node node) {
    Set<String> names = new TreeSet<>();
    collect(node, names);
    return names.contains(DateFunctions.AS_OF);
  }

  /** Date functions name the as-of date without writing it. */
  private static void collect(Node node, Set<String> names) {
    Nodes.walk(
        node,
        part -> {
          if (part instanceof Node.ColumnRef column) {
            names.add(column.name());
          } else if (part instanceof Node.Call call
              && DateFunctions.NAMES.contains(call.function())) {
            names.add(DateFunctions.AS_OF);
          }
        });
  }
}
