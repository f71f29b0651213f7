package io.segmentlake.models.sql;

import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.Option;
import scala.Tuple3;
import scala.jdk.javaapi.CollectionConverters;

/** Visits all that belongs to a plan: its nodes, their expressions, and the plans within those. */
final class PlanWalk {
  private final Consumer<LogicalPlan> nodes;
  private final Consumer<Expression> expressions;

  PlanWalk(Consumer<LogicalPlan> nodes, Consumer<Expression> expressions) {
    this.nodes = nodes;
    this.expressions = expressions;
  }

  void visit(LogicalPlan plan) {
    nodes.accept(plan);
    if (plan instanceof UnresolvedWith with) {
      // Not among its children until names are resolved.
      for (Tuple3<String, SubqueryAlias, Option<Object>> named :
          CollectionConverters.asJava(with.cteRelations())) {
        visit(named._2());
      }
    }
    CollectionConverters.asJava(plan.expressions()).forEach(this::visit);
    CollectionConverters.asJava(plan.children()).forEach(this::visit);
  }

  private void visit(Expression expression) {
    expressions.accept(expression);
    if (expression instanceof PlanExpression<?> within
        && within.plan() instanceof LogicalPlan plan) {
      visit(plan);
    }
    CollectionConverters.asJava(expression.children()).forEach(this::visit);
  }
}
