package io.segmentlake.models.segments;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import io.segmentlake.models.segments.LogicTree.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * Says in one line why someone belongs to a segment or not. Made for the few rows that changed: it
 * judges each anew.
 */
final class Reasons {
  private static final int LONGEST = 400;

  private final List<LogicTree> rules = new ArrayList<>();
  private final Set<String> columns = new TreeSet<>(Set.of(DateFunctions.AS_OF));

  Reasons(List<CompiledSegment> segments) {
    LogicTrees trees = new LogicTrees(segments);
    for (CompiledSegment segment : segments) {
      LogicTree rule = trees.of(segment.id());
      rules.add(rule);
      Leaves.of(rule).forEach(leaf -> collect(leaf.condition()));
    }
  }

  /**
   * The reason, for rows that have the columns of {@link CompiledSegments#withThresholds}.
   *
   * @param segment the ordinal
   */
  Column column(Column segment) {
    Column[] used = columns.stream().map(name -> col("`" + name + "`")).toArray(Column[]::new);
    return udf(new Text(List.copyOf(rules)), DataTypes.StringType).apply(segment, struct(used));
  }

  /** The text of one row; null for someone who was not judged. */
  record Text(List<LogicTree> rules) implements UDF2<Integer, Row, String> {
    @Override
    public String call(Integer segment, Row row) {
      if (segment == null || row == null || row.isNullAt(row.fieldIndex(DateFunctions.AS_OF))) {
        return null;
      }
      Judgement judgement = new Judgement(Values.of(row));
      List<String> sentences = new ArrayList<>();
      for (Leaf leaf : Leaves.deciding(rules.get(segment), judgement)) {
        sentences.add(new LeafText(leaf, judgement.evaluator()).sentence());
      }
      String text = String.join("; ", sentences);
      return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
  }

  private void collect(Node condition) {
    Nodes.walk(
        condition,
        node -> {
          if (node instanceof Node.ColumnRef column) {
            columns.add(column.name());
          } else if (node instanceof Node.Call call
              && call.function().equals(ShopThreshold.FUNCTION)) {
            columns.add(ShopThreshold.of(call).key());
          }
        });
  }
}
