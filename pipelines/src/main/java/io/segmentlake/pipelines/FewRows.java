package io.segmentlake.pipelines;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows so few that the driver holds them. A plan over them is a leaf: how they came about is
 * neither analysed nor planned again.
 */
record FewRows(SparkSession spark, StructType schema, List<InternalRow> rows) {
  /** Some tens of megabytes: 20,000 of the widest rows there are. */
  private static final int MOST_CELLS = 2_000_000;

  /** More are planned slower than they are computed: Spark works with them while it plans. */
  private static final int MOST_ROWS = 200_000;

  /**
   * The rows of a plan where they are on the driver already, or where the session is at work for
   * few rows and not more than fit come; empty for others.
   */
  static Optional<FewRows> of(Dataset<Row> rows) {
    QueryExecution plan = ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
    if (plan.optimizedPlan() instanceof LocalRelation local) {
      return few(rows, CollectionConverters.asJava(local.data()));
    }
    return Compilation.isForFew(rows.sparkSession())
        ? few(rows, Arrays.asList(taken(plan)))
        : Optional.empty();
  }

  /** As an execution of its own: else the tasks would not see the session's settings. */
  private static InternalRow[] taken(QueryExecution plan) {
    int most = most(plan.optimizedPlan().output().size());
    return SQLExecution.withNewExecutionId(
        plan, Option.apply("few rows"), () -> plan.executedPlan().executeTake(most + 1));
  }

  /** How many rows of so many columns are few. */
  static int most(int columns) {
    return Math.min(MOST_ROWS, MOST_CELLS / Math.max(1, columns));
  }

  private static Optional<FewRows> few(Dataset<Row> rows, List<InternalRow> taken) {
    return taken.size() > most(rows.schema().size())
        ? Optional.empty()
        : Optional.of(new FewRows((SparkSession) rows.sparkSession(), rows.schema(), taken));
  }

  Dataset<Row> dataset() {
    List<Attribute> columns =
        List.copyOf(CollectionConverters.asJava(DataTypeUtils.toAttributes(schema)));
    return org.apache.spark.sql.classic.Dataset.ofRows(
        spark, new LocalRelation(seq(columns), seq(rows), false, Option.empty()));
  }

  /** These and others of the same columns. */
  FewRows and(List<InternalRow> others) {
    return new FewRows(spark, schema, Stream.concat(rows.stream(), others.stream()).toList());
  }

  /** What the rows say, as {@link ContentHash} counts it. */
  ContentHash content() {
    Column hash = ContentHash.rowHash(schema);
    BigDecimal sum =
        FewRows.of(dataset().select(hash)).orElseThrow().rows().stream()
            .map(row -> row.getDecimal(0, 28, 0).toJavaBigDecimal())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return new ContentHash(rows.size(), sum);
  }

  private static <T> Seq<T> seq(List<T> values) {
    return CollectionConverters.asScala(values).toSeq();
  }
}
