package io.segmentlake.models.expression;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.expression.Node.Arithmetic;
import io.segmentlake.models.expression.SqlFunction.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Compiles checked expressions to Spark columns. No value of a row makes them fail: what cannot be
 * calculated is null.
 */
public final class ColumnCompiler {
  private final Vocabulary vocabulary;
  private final Names names;

  /**
   * @param names the columns of the row by their name in the vocabulary
   */
  public ColumnCompiler(Vocabulary vocabulary, Names names) {
    this.vocabulary = vocabulary;
    this.names = names;
  }

  /** Columns are named as in the vocabulary. */
  public ColumnCompiler(Vocabulary vocabulary) {
    this(vocabulary, name -> functions.col("`" + name.replace("`", "``") + "`"));
  }

  /**
   * The column of an expression.
   *
   * @throws IllegalArgumentException where the expression does not fit the vocabulary
   */
  public Column compile(Node node) {
    if (node instanceof Node.Literal n) {
      return lit(n.value());
    } else if (node instanceof Node.ColumnRef n) {
      return names.column(n.name());
    } else if (node instanceof Node.Call n) {
      return call(n);
    } else if (node instanceof Node.Comparison n) {
      return comparison(n, compile(n.left()), compile(n.right()));
    } else if (node instanceof Node.And n) {
      return balanced(all(n.parts()), Column::and);
    } else if (node instanceof Node.Or n) {
      return balanced(all(n.parts()), Column::or);
    } else if (node instanceof Node.Not n) {
      return functions.not(compile(n.value()));
    } else if (node instanceof Node.InList n) {
      return compile(n.value()).isin(all(n.options()).toArray());
    } else if (node instanceof Node.Between n) {
      Column value = compile(n.value());
      return value.geq(compile(n.low())).and(value.leq(compile(n.high())));
    } else if (node instanceof Node.IsNull n) {
      return compile(n.value()).isNull();
    } else if (node instanceof Node.Like n) {
      return compile(n.value()).like(n.pattern());
    } else if (node instanceof Node.CaseWhen n) {
      return caseWhen(n);
    } else if (node instanceof Arithmetic n) {
      return arithmetic(n);
    } else if (node instanceof Node.Negate n) {
      return functions.try_subtract(lit(0), compile(n.value()));
    } else if (node instanceof Node.Cast n) {
      return compile(n.value()).try_cast(n.to());
    }
    throw new IllegalArgumentException(
        "Cannot compile '" + Unparser.text(node) + "': it has no value. Bind parameters first.");
  }

  private Column call(Node.Call n) {
    SqlFunction function =
        vocabulary
            .function(n.function())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot compile function '" + n.function() + "': it is unknown."));
    return function.body().column(n.arguments(), all(n.arguments()), names);
  }

  private static Column comparison(Node.Comparison n, Column left, Column right) {
    return switch (n.operator()) {
      case EQUAL -> left.equalTo(right);
      case NOT_EQUAL -> left.notEqual(right);
      case LESS -> left.lt(right);
      case LESS_OR_EQUAL -> left.leq(right);
      case GREATER -> left.gt(right);
      case GREATER_OR_EQUAL -> left.geq(right);
    };
  }

  private Column arithmetic(Arithmetic n) {
    Column left = compile(n.left());
    Column right = compile(n.right());
    return switch (n.sign()) {
      case ADD -> functions.try_add(left, right);
      case SUBTRACT -> functions.try_subtract(left, right);
      case MULTIPLY -> functions.try_multiply(left, right);
      case DIVIDE -> functions.try_divide(exact(n.left(), left), exact(n.right(), right));
      case REMAINDER -> functions.try_mod(left, right);
    };
  }

  /** Spark divides whole numbers as floating point; as decimals the result is exact enough. */
  private Column exact(Node node, Column column) {
    ValueType type =
        new TypeChecker(vocabulary, "", new ArrayList<>()).type(node).orElse(ValueType.DECIMAL);
    return type == ValueType.INTEGER ? column.try_cast("decimal(20,0)") : column;
  }

  private Column caseWhen(Node.CaseWhen n) {
    Column result = null;
    for (Node.Branch branch : n.branches()) {
      Column condition = compile(branch.when());
      Column value = compile(branch.then());
      result = result == null ? when(condition, value) : result.when(condition, value);
    }
    return result.otherwise(compile(n.otherwise()));
  }

  private List<Column> all(List<Node> nodes) {
    return nodes.stream().map(this::compile).toList();
  }

  /** A long chain as a tree of little depth: Spark walks trees by recursion. */
  private static Column balanced(List<Column> parts, BinaryOperator<Column> operator) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int half = parts.size() / 2;
    return operator.apply(
        balanced(parts.subList(0, half), operator),
        balanced(parts.subList(half, parts.size()), operator));
  }
}
