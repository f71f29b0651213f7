package io.segmentlake.models.sql;

import java.util.Set;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** What kind of statement a plan is. */
enum StatementKind {
  QUERY,

  /** Asks what schemas, tables and columns there are, or which schema is meant: tools send it. */
  LOOK_AROUND,

  OTHER;

  private static final Set<String> LOOKING =
      Set.of(
          "ShowNamespacesCommand",
          "ShowTables",
          "ShowViews",
          "ShowColumns",
          "ShowCurrentNamespaceCommand",
          "DescribeRelation",
          "DescribeColumn",
          "SetCatalogAndNamespace");

  /** Nodes of a parsed query. What is not listed does something else than to read. */
  private static final Set<String> READING =
      Set.of(
          "Aggregate",
          "AsOfJoin",
          "Deduplicate",
          "Distinct",
          "Except",
          "Filter",
          "Generate",
          "GlobalLimit",
          "Intersect",
          "Join",
          "LateralJoin",
          "LocalLimit",
          "LocalRelation",
          "Offset",
          "OneRowRelation",
          "PipeOperator",
          "Pivot",
          "Project",
          "Range",
          "Repartition",
          "RepartitionByExpression",
          "Sample",
          "Sort",
          "SubqueryAlias",
          "Tail",
          "Union",
          "Unpivot",
          "UnresolvedHaving",
          "UnresolvedHint",
          "UnresolvedInlineTable",
          "UnresolvedRelation",
          "UnresolvedSubqueryColumnAliases",
          "UnresolvedTVFAliases",
          "UnresolvedTableValuedFunction",
          "UnresolvedWith",
          "Window",
          "WithWindowDefinition");

  static StatementKind of(LogicalPlan plan) {
    if (isReading(plan)) {
      return QUERY;
    }
    return LOOKING.contains(name(plan)) ? LOOK_AROUND : OTHER;
  }

  static boolean isReading(LogicalPlan node) {
    return READING.contains(name(node));
  }

  /** For example {@code drop table}. */
  static String words(LogicalPlan node) {
    String name =
        name(node).replaceAll("^(Unresolved|Resolved)|(Command|Statement|Body)?\\$?$", "");
    return name.replaceAll("(?<=[a-z])(?=[A-Z0-9])", " ").toLowerCase(java.util.Locale.ROOT);
  }

  private static String name(LogicalPlan node) {
    return node.getClass().getSimpleName();
  }
}
