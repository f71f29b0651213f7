package io.segmentlake.models.segments;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.expression.ColumnCompiler;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds the edges of all ranks in one pass over the customers: equal values are counted first, and
 * the counts of the distinct values are added up from the largest until the k-th is reached. Exact,
 * and independent of partitions.
 */
final class RankEdges {
  private static final String VALUE_TYPE = "decimal(28,4)";

  private final List<RankEdge> edges;
  private final ColumnCompiler compiler;

  RankEdges(List<RankEdge> edges, ColumnCompiler compiler) {
    this.edges = edges;
    this.compiler = compiler;
  }

  /** One row per as-of date and rank with a base: as_of, name, value. */
  Dataset<Row> of(Dataset<Row> rows) {
    Dataset<Row> counts =
        rows.select(col("as_of"), explode(array_compact(array(candidates()))).as("c"))
            .groupBy(col("as_of"), col("c.edge").as("edge"), col("c.value").as("value"))
            .agg(count(lit(1)).as("n"));
    return counts
        .groupBy("as_of", "edge")
        .agg(
            sort_array(collect_list(struct(col("value"), col("n"))), false).as("values"),
            sum("n").as("base"))
        .select(col("as_of"), name().as("name"), edge().as("value"));
  }

  /** Of each customer the values of the ranks in whose base it is. */
  private Column[] candidates() {
    List<Column> candidates = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      RankEdge edge = edges.get(i);
      Column value = compiler.compile(edge.by()).try_cast(VALUE_TYPE);
      Column counts = value.isNotNull();
      if (edge.base().isPresent()) {
        counts = counts.and(compiler.compile(edge.base().get()));
      }
      candidates.add(when(counts, struct(lit(i).as("edge"), value.as("value"))));
    }
    return candidates.toArray(Column[]::new);
  }

  private Column edge() {
    Column k = ceil(col("base").cast("decimal(20,0)").multiply(perEdge(e -> lit(e.share()))));
    Column none = struct(lit(0L).as("seen"), lit(null).cast(VALUE_TYPE).as("value"));
    return aggregate(
        col("values"),
        none,
        (found, next) ->
            when(found.getField("value").isNotNull(), found)
                .otherwise(
                    struct(
                        found.getField("seen").plus(next.getField("n")).as("seen"),
                        when(
                                found.getField("seen").plus(next.getField("n")).geq(k),
                                next.getField("value"))
                            .as("value"))),
        found -> found.getField("value"));
  }

  private Column name() {
    return perEdge(e -> lit(e.key()));
  }

  private Column perEdge(java.util.function.Function<RankEdge, Column> of) {
    Column result = when(col("edge").equalTo(0), of.apply(edges.get(0)));
    for (int i = 1; i < edges.size(); i++) {
      result = result.when(col("edge").equalTo(i), of.apply(edges.get(i)));
    }
    return result;
  }
}
