package io.segmentlake.models.sql;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedNamespace;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.CallMethodViaReflection;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UserDefinedExpression;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.catalyst.plans.logical.UnionLoopRef;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets pass what reads open tables, and nothing else: once as it was parsed, before any name is
 * looked up, and once as Spark understood it.
 */
public final class StatementGuard {
  private final SqlTables tables;
  private final boolean letsLookAround;

  private StatementGuard(SqlTables tables, boolean letsLookAround) {
    this.tables = tables;
    this.letsLookAround = letsLookAround;
  }

  /** Queries alone. */
  public static StatementGuard queries(SqlTables tables) {
    return new StatementGuard(tables, false);
  }

  /** Queries, and what BI tools ask about schemas, tables and columns. */
  public static StatementGuard queriesAndCatalog(SqlTables tables) {
    return new StatementGuard(tables, true);
  }

  /**
   * Checks a statement as Spark's parser gives it.
   *
   * @return whether it is a query, which is to be checked again as analysed
   * @throws RefusedStatementException where it may not run
   */
  public boolean checkParsed(LogicalPlan plan) {
    StatementKind kind = StatementKind.of(plan);
    if (kind == StatementKind.OTHER || (kind == StatementKind.LOOK_AROUND && !letsLookAround)) {
      throw statement(plan);
    }
    if (kind == StatementKind.QUERY) {
      new PlanWalk(this::parsedNode, this::expression).visit(plan);
    } else {
      new PlanWalk(this::named, this::expression).visit(plan);
    }
    return kind == StatementKind.QUERY;
  }

  /**
   * Checks a query as Spark's analyzer gives it: what it reads are the catalogue's own tables.
   *
   * @throws RefusedStatementException where it may not run
   */
  public void checkAnalysed(LogicalPlan plan) {
    new PlanWalk(this::analysedNode, this::expression).visit(plan);
  }

  private void parsedNode(LogicalPlan node) {
    if (node instanceof UnresolvedRelation relation) {
      refuse(relation, "read", relation.multipartIdentifier(), tables::refusal);
      if (relation.isStreaming()) {
        throw statement(node);
      }
    } else if (node instanceof UnresolvedTableValuedFunction function) {
      refuse(function, "call", function.name(), AllowedFunctions::tableRefusal);
    } else if (!StatementKind.isReading(node)) {
      throw statement(node);
    }
  }

  /** What a statement about the catalogue names. */
  private void named(LogicalPlan node) {
    if (node instanceof UnresolvedTableOrView table) {
      refuse(table, "describe", table.multipartIdentifier(), tables::refusal);
    } else if (node instanceof UnresolvedNamespace schema) {
      refuse(schema, "use", schema.multipartIdentifier(), tables::schemaRefusal);
    }
  }

  private void expression(Expression expression) {
    if (expression instanceof UnresolvedFunction function) {
      refuse(function, "call", function.nameParts(), AllowedFunctions::refusal);
    } else if (expression instanceof UnresolvedGenerator generator) {
      refuse(
          generator,
          "call",
          CollectionConverters.asScala(List.of(generator.name().unquotedString())).toSeq(),
          AllowedFunctions::refusal);
    } else if (expression instanceof UserDefinedExpression
        || expression instanceof CallMethodViaReflection
        || expression.getClass().getSimpleName().contains("UnresolvedIdentifier")) {
      throw refused(
          "run this statement", expression, "it calls or names what is not known beforehand");
    }
  }

  private void analysedNode(LogicalPlan node) {
    if (!CollectionConverters.asJava(node.children()).isEmpty()) {
      return;
    }
    boolean isHarmless =
        node instanceof OneRowRelation
            || node instanceof LocalRelation
            || node instanceof Range
            || node instanceof CTERelationRef
            || node instanceof UnionLoopRef;
    if (!isHarmless && !(node instanceof LogicalRelation relation && isOpen(relation))) {
      throw refused(
          "run this statement", node, "it reads something else than the lakehouse's open tables");
    }
  }

  private boolean isOpen(LogicalRelation relation) {
    if (relation.catalogTable().isEmpty()) {
      return false;
    }
    TableIdentifier id = relation.catalogTable().get().identifier();
    return id.database().isDefined() && tables.isOpen(id.database().get() + "." + id.table());
  }

  private RefusedStatementException statement(LogicalPlan node) {
    String allowed =
        letsLookAround
            ? "only queries, and questions about schemas, tables and columns, are allowed"
            : "only queries are allowed";
    return refused("run '" + StatementKind.words(node) + "'", node, allowed);
  }

  /** Why a name may not be used. */
  private interface Refusal {
    Optional<String> of(List<String> parts);
  }

  private static void refuse(TreeNode<?> at, String verb, Seq<String> parts, Refusal refusal) {
    List<String> names = CollectionConverters.asJava(parts);
    refusal
        .of(names)
        .ifPresent(
            why -> {
              throw refused(verb + " '" + String.join(".", names) + "'", at, why);
            });
  }

  private static RefusedStatementException refused(String what, TreeNode<?> at, String why) {
    String place = RefusedStatementException.place(at.origin().line(), at.origin().startPosition());
    String end = why.endsWith("?") ? "" : ".";
    return new RefusedStatementException("Cannot " + what + place + ": " + why + end);
  }
}
