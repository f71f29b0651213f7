package io.segmentlake.models.sources;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.expression.ColumnCompiler;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Compiles expressions so that a failure can be told from a missing value.
 *
 * <p>A function fails where it got something and has no result. A failure counts only where its
 * value would have been used: in the branch of {@code case} that is taken, in {@code coalesce}
 * where no other value stands in, in {@code and} and {@code or} where the other side does not
 * decide. {@code is null} asks whether there is a value, so it takes failures for none.
 */
final class FailureCompiler {
  private final PreparedCalls calls;
  private final ColumnCompiler columns;

  FailureCompiler(PreparedCalls calls) {
    this.calls = calls;
    this.columns = calls.compiler();
  }

  Fallible compile(Node node) {
    return new Fallible(columns.compile(node), failed(node).orElse(lit(false)));
  }

  /** Whether the node fails; empty where it never does. */
  private Optional<Column> failed(Node node) {
    if (node instanceof Node.IsNull) {
      return Optional.empty();
    } else if (node instanceof Node.CaseWhen n) {
      return caseWhen(n);
    } else if (node instanceof Node.And n) {
      return junction(n.parts(), columns.compile(n), lit(false));
    } else if (node instanceof Node.Or n) {
      return junction(n.parts(), columns.compile(n), lit(true));
    } else if (node instanceof Node.Call n && n.function().equals("coalesce")) {
      return any(n.arguments()).map(f -> f.and(columns.compile(n).isNull()));
    }
    List<Node> given = given(node);
    Optional<Column> below = any(given);
    return isFallible(node) ? Optional.of(or(below, withoutResult(node, given))) : below;
  }

  /** What a node is made of; for a prepared call, its arguments. */
  private List<Node> given(Node node) {
    boolean isCall = node instanceof Node.ColumnRef ref && calls.call(ref) != null;
    return Nodes.children(isCall ? calls.call((Node.ColumnRef) node) : node);
  }

  private boolean isFallible(Node node) {
    return node instanceof Node.Arithmetic
        || node instanceof Node.Negate
        || node instanceof Node.Cast
        || node instanceof Node.ColumnRef column && calls.call(column) != null;
  }

  private Column withoutResult(Node node, List<Node> given) {
    Column isGiven =
        given.stream()
            .filter(child -> !(child instanceof Node.Literal))
            .map(child -> columns.compile(child).isNotNull())
            .reduce(lit(true), Column::and);
    return isGiven.and(columns.compile(node).isNull());
  }

  /** One side that decides makes the failures of the others irrelevant. */
  private Optional<Column> junction(List<Node> parts, Column value, Column deciding) {
    return any(parts).map(f -> f.and(functions.not(value.eqNullSafe(deciding))));
  }

  private Optional<Column> any(List<Node> nodes) {
    return nodes.stream().map(this::failed).flatMap(Optional::stream).reduce(Column::or);
  }

  private static Column or(Optional<Column> below, Column own) {
    return below.map(b -> b.or(own)).orElse(own);
  }

  private Optional<Column> caseWhen(Node.CaseWhen n) {
    boolean isSafe = Nodes.children(n).stream().allMatch(child -> failed(child).isEmpty());
    if (isSafe) {
      return Optional.empty();
    }
    Column result = null;
    for (Node.Branch branch : n.branches()) {
      Column condition = failed(branch.when()).orElse(lit(false));
      Column then = failed(branch.then()).orElse(lit(false));
      Column taken = columns.compile(branch.when());
      result = result == null ? when(condition, lit(true)) : result.when(condition, lit(true));
      result = result.when(taken, then);
    }
    Column otherwise = failed(n.otherwise()).orElse(lit(false));
    return Optional.of(coalesce(result.otherwise(otherwise), lit(false)));
  }
}
