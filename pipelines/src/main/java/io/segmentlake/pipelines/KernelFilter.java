package io.segmentlake.pipelines;

import io.delta.kernel.expressions.Predicate;
import io.delta.spark.internal.v2.utils.ExpressionUtils;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.execution.datasources.DataSourceStrategy$;
import org.apache.spark.sql.sources.And;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.IsNotNull;
import org.apache.spark.sql.sources.Or;
import org.apache.spark.sql.types.DecimalType;
import scala.Option;

/** Tells Delta's kernel what Spark filters by. */
final class KernelFilter {
  private KernelFilter() {}

  /** What all filters together ask, without those that the kernel does not know. */
  static Optional<Predicate> of(List<Expression> filters) {
    return filters.stream()
        .flatMap(KernelFilter::known)
        .reduce((one, other) -> new Predicate("AND", one, other));
  }

  private static Stream<Predicate> known(Expression filter) {
    Option<Filter> source = DataSourceStrategy$.MODULE$.translateFilter(filter, false);
    // The kernel compares decimals of one scale only; Spark's literals have their own.
    boolean hasDecimals = filter.references().exists(a -> a.dataType() instanceof DecimalType);
    return source.isEmpty() || hasDecimals
        ? Stream.empty()
        : ExpressionUtils.convertSparkFilterToKernelPredicate(sayingNotNull(source.get()))
            .getConvertedPredicate()
            .stream();
  }

  /**
   * The same filter, in which an equality also says that the column is not null: of a file where
   * all is null the statistics have no least and greatest value, only the number of nulls. Spark
   * says so itself, but not on the sides of an "or".
   */
  private static Filter sayingNotNull(Filter filter) {
    if (filter instanceof Or or) {
      return new Or(sayingNotNull(or.left()), sayingNotNull(or.right()));
    } else if (filter instanceof And and) {
      return new And(sayingNotNull(and.left()), sayingNotNull(and.right()));
    }
    return filter instanceof EqualTo equal
        ? new And(new IsNotNull(equal.attribute()), equal)
        : filter;
  }
}
