package io.segmentlake.models.expression;

import io.segmentlake.models.configuration.Location;
import io.segmentlake.models.configuration.SourceText;
import io.segmentlake.models.expression.Node.Operator;
import io.segmentlake.models.expression.Node.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BinaryExpression;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Like;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.Remainder;
import org.apache.spark.sql.catalyst.expressions.Subtract;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Takes Spark's tree over node by node. There is no branch for subqueries, lambdas, windows and the
 * rest, so they cannot pass.
 */
final class TreeConverter {
  private static final Pattern LIKE_PATTERN =
      Pattern.compile("(?:[^\\\\]++|\\\\[%_\\\\])*+", Pattern.DOTALL);

  private final SourceText text;

  TreeConverter(SourceText text) {
    this.text = text;
  }

  Node convert(Expression e) {
    return convert(e, 0);
  }

  /**
   * @param around offset of the node above, for the few nodes that have no place of their own
   */
  private Node convert(Expression e, int around) {
    int offset = offset(e, around);
    Location at = text.at(offset);
    if (e instanceof Literal n) {
      return Literals.convert(n, offset, at);
    } else if (e instanceof UnresolvedAttribute n) {
      return new Node.ColumnRef(String.join(".", list(n.nameParts())), at);
    } else if (e instanceof NamedParameter n) {
      return new Node.Parameter(n.name(), at);
    } else if (e instanceof UnresolvedFunction n) {
      return call(n, offset, at);
    } else if (e instanceof Cast n) {
      return new Node.Cast(
          convert(n.child(), offset), Literals.castTarget(n.dataType(), offset), at);
    } else if (e instanceof CaseWhen n) {
      return caseWhen(n, offset, at);
    } else if (e instanceof BinaryExpression n) {
      return binary(n, offset, at);
    }
    return logic(e, offset, at);
  }

  private Node logic(Expression e, int offset, Location at) {
    if (e instanceof And n) {
      return Nodes.and(both(n.left(), n.right(), offset), at);
    } else if (e instanceof Or n) {
      return Nodes.or(both(n.left(), n.right(), offset), at);
    } else if (e instanceof Not n) {
      return not(n, offset, at);
    } else if (e instanceof In n) {
      return new Node.InList(convert(n.value(), offset), all(list(n.list()), offset), at);
    } else if (e instanceof IsNull n) {
      return new Node.IsNull(convert(n.child(), offset), at);
    } else if (e instanceof IsNotNull n) {
      return new Node.Not(new Node.IsNull(convert(n.child(), offset), at), at);
    } else if (e instanceof UnaryMinus n) {
      return new Node.Negate(convert(n.child(), offset), at);
    } else if (e instanceof Concat n) {
      return new Node.Call("concat", all(list(n.children()), offset), at);
    }
    throw NotInLanguage.refused(e, offset, text.value());
  }

  private Node binary(BinaryExpression e, int offset, Location at) {
    if (e instanceof And || e instanceof Or) {
      return logic(e, offset, at);
    }
    if (e instanceof Like n) {
      return like(n, offset, at);
    }
    Operator operator = operator(e);
    Sign sign = sign(e);
    if (operator == null && sign == null) {
      throw NotInLanguage.refused(e, offset, text.value());
    }
    Node left = convert(e.left(), offset);
    Node right = convert(e.right(), offset);
    return operator != null
        ? new Node.Comparison(operator, left, right, at)
        : new Node.Arithmetic(sign, left, right, at);
  }

  private static Operator operator(Expression e) {
    if (e instanceof EqualTo) {
      return Operator.EQUAL;
    } else if (e instanceof LessThan) {
      return Operator.LESS;
    } else if (e instanceof LessThanOrEqual) {
      return Operator.LESS_OR_EQUAL;
    } else if (e instanceof GreaterThan) {
      return Operator.GREATER;
    }
    return e instanceof GreaterThanOrEqual ? Operator.GREATER_OR_EQUAL : null;
  }

  private static Sign sign(Expression e) {
    if (e instanceof Add) {
      return Sign.ADD;
    } else if (e instanceof Subtract) {
      return Sign.SUBTRACT;
    } else if (e instanceof Multiply) {
      return Sign.MULTIPLY;
    } else if (e instanceof Divide) {
      return Sign.DIVIDE;
    }
    return e instanceof Remainder ? Sign.REMAINDER : null;
  }

  /** Spark reads {@code a <> b} as a negated equality that starts at the same character. */
  private Node not(Not n, int offset, Location at) {
    Node inner = convert(n.child(), offset);
    boolean isNotEqual =
        inner instanceof Node.Comparison c
            && c.operator() == Operator.EQUAL
            && offset(n.child(), offset) == offset;
    if (isNotEqual && inner instanceof Node.Comparison c) {
      return new Node.Comparison(Operator.NOT_EQUAL, c.left(), c.right(), at);
    }
    return new Node.Not(inner, at);
  }

  private Node like(Like n, int offset, Location at) {
    if (!(convert(n.right(), offset) instanceof Node.Literal pattern)
        || pattern.type() != ValueType.TEXT
        || n.escapeChar() != '\\'
        || !LIKE_PATTERN.matcher((String) pattern.value()).matches()) {
      throw new Refused(
          offset,
          "'like' wants a pattern in quotes, without 'escape'; a backslash stands before %, _ or"
              + " a backslash");
    }
    return new Node.Like(convert(n.left(), offset), (String) pattern.value(), at);
  }

  private Node call(UnresolvedFunction n, int offset, Location at) {
    List<String> name = list(n.nameParts());
    boolean plain =
        name.size() == 1
            && !n.isDistinct()
            && n.filter().isEmpty()
            && !n.ignoreNulls()
            && n.orderingWithinGroup().isEmpty();
    if (!plain) {
      throw new Refused(offset, "functions are written as name(value, …) and nothing else");
    }
    String function = name.get(0).toLowerCase(Locale.ROOT);
    List<Node> arguments = all(list(n.arguments()), offset);
    if (function.equals("between") && arguments.size() == 3) {
      Location start = arguments.get(0).at();
      return new Node.Between(arguments.get(0), arguments.get(1), arguments.get(2), start);
    }
    return new Node.Call(function, arguments, at);
  }

  private Node caseWhen(CaseWhen n, int offset, Location at) {
    List<Node.Branch> branches = new ArrayList<>();
    for (var branch : list(n.branches())) {
      branches.add(new Node.Branch(convert(branch._1(), offset), convert(branch._2(), offset)));
    }
    Node otherwise =
        n.elseValue().isDefined()
            ? convert(n.elseValue().get(), offset)
            : new Node.Literal(null, ValueType.NULL, at);
    return new Node.CaseWhen(List.copyOf(branches), otherwise, at);
  }

  private List<Node> both(Expression left, Expression right, int offset) {
    return List.of(convert(left, offset), convert(right, offset));
  }

  private List<Node> all(List<Expression> expressions, int offset) {
    List<Node> nodes = new ArrayList<>();
    expressions.forEach(e -> nodes.add(convert(e, offset)));
    return List.copyOf(nodes);
  }

  /** Spark counts code points, and shares its literals true and false between expressions. */
  private int offset(Expression e, int around) {
    boolean shared = e instanceof Literal n && n.value() instanceof Boolean;
    if (shared || e.origin().startIndex().isEmpty()) {
      return around;
    }
    int points = (Integer) e.origin().startIndex().get();
    int length = text.value().codePointCount(0, text.value().length());
    return points < 0 || points > length ? around : text.value().offsetByCodePoints(0, points);
  }

  private static <T> List<T> list(scala.collection.Iterable<T> items) {
    return new ArrayList<>(CollectionConverters.asJavaCollection(items));
  }
}
