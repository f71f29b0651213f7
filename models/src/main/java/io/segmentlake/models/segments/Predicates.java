package io.segmentlake.models.segments;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.expression.ColumnCompiler;
import io.segmentlake.models.expression.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Judges customers by all rules in one pass. Rules that build on other segments use their verdict
 * instead of repeating their rule, layer by layer.
 */
final class Predicates {
  private final List<CompiledSegment> segments;
  private final ColumnCompiler compiler;

  Predicates(List<CompiledSegment> segments, Vocabulary vocabulary) {
    this.segments = segments;
    this.compiler = new ColumnCompiler(vocabulary);
  }

  ColumnCompiler compiler() {
    return compiler;
  }

  Dataset<Row> states(Dataset<Row> rows) {
    Dataset<Row> judged = judged(rows, segments);
    List<Column> codes = new ArrayList<>();
    for (CompiledSegment segment : segments) {
      Column verdict = column(segment);
      // Nothing for those outside, the ordinal for members, its complement for the unknown.
      codes.add(
          when(verdict, lit(segment.ordinal()))
              .when(verdict.isNull(), lit(-segment.ordinal() - 1)));
    }
    Column code = col("code");
    return judged
        .select(
            col("as_of"),
            col("customer_id"),
            explode(array_compact(array(codes.toArray(Column[]::new)))).as("code"))
        .select(
            col("as_of"),
            col("customer_id"),
            when(code.geq(0), code).otherwise(lit(-1).minus(code)).as("segment"),
            when(code.geq(0), "in").otherwise("unknown").as("state"));
  }

  /** The rows with the verdict on some segments and on those they build on. */
  Dataset<Row> withMembers(Dataset<Row> rows, Set<String> ids) {
    Map<String, CompiledSegment> byId = new HashMap<>();
    segments.forEach(s -> byId.put(s.id(), s));
    Set<String> needed = new HashSet<>();
    List<String> open = new ArrayList<>(ids);
    while (!open.isEmpty()) {
      String id = open.remove(open.size() - 1);
      if (needed.add(id)) {
        MemberGraph.calls(byId.get(id).rule()).forEach(call -> open.add(MemberGraph.idOf(call)));
      }
    }
    return judged(rows, segments.stream().filter(s -> needed.contains(s.id())).toList());
  }

  private Dataset<Row> judged(Dataset<Row> rows, List<CompiledSegment> wanted) {
    int layers = wanted.stream().mapToInt(s -> s.layer() + 1).max().orElse(0);
    Dataset<Row> judged = rows;
    for (int layer = 0; layer < layers; layer++) {
      List<Column> columns = new ArrayList<>(List.of(col("*")));
      for (CompiledSegment segment : wanted) {
        if (segment.layer() == layer) {
          columns.add(compiler.compile(segment.rule()).as(segment.column()));
        }
      }
      judged = judged.select(columns.toArray(Column[]::new));
    }
    return judged;
  }

  private static Column column(CompiledSegment segment) {
    return col("`" + segment.column() + "`");
  }
}
