package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Node.Operator;
import io.segmentlake.models.expression.Nodes;
import io.segmentlake.models.expression.Unparser;
import io.segmentlake.models.segments.LogicTree.Leaf;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Says one condition with the values of one customer. */
final class LeafText {
  private static final int LONGEST = 60;
  private static final int DIGITS = 4;

  private static final Map<Operator, Operator> NEGATED =
      Map.of(
          Operator.EQUAL, Operator.NOT_EQUAL,
          Operator.NOT_EQUAL, Operator.EQUAL,
          Operator.LESS, Operator.GREATER_OR_EQUAL,
          Operator.GREATER_OR_EQUAL, Operator.LESS,
          Operator.GREATER, Operator.LESS_OR_EQUAL,
          Operator.LESS_OR_EQUAL, Operator.GREATER);

  private static final Map<Operator, Operator> MIRRORED =
      Map.of(
          Operator.EQUAL, Operator.EQUAL,
          Operator.NOT_EQUAL, Operator.NOT_EQUAL,
          Operator.LESS, Operator.GREATER,
          Operator.GREATER, Operator.LESS,
          Operator.LESS_OR_EQUAL, Operator.GREATER_OR_EQUAL,
          Operator.GREATER_OR_EQUAL, Operator.LESS_OR_EQUAL);

  private final Leaf leaf;
  private final Evaluator evaluator;
  private final Node observed;
  private final String needed;

  LeafText(Leaf leaf, Evaluator evaluator) {
    this.leaf = leaf;
    this.evaluator = evaluator;
    boolean negated = leaf.condition() instanceof Node.Not;
    Node test = leaf.condition() instanceof Node.Not not ? not.value() : leaf.condition();
    if (test instanceof Node.Comparison n) {
      boolean constantFirst = isConstant(n.left()) && !isConstant(n.right());
      Operator given = constantFirst ? MIRRORED.get(n.operator()) : n.operator();
      Operator operator = negated ? NEGATED.get(given) : given;
      this.observed = constantFirst ? n.right() : n.left();
      this.needed = operator.sign() + " " + withValue(constantFirst ? n.left() : n.right());
    } else if (test instanceof Node.Between n) {
      this.observed = n.value();
      this.needed = not(negated) + "between " + withValue(n.low()) + " and " + withValue(n.high());
    } else if (test instanceof Node.InList n) {
      this.observed = n.value();
      String options = String.join(", ", n.options().stream().map(this::text).toList());
      this.needed = not(negated) + "one of " + options;
    } else if (test instanceof Node.Like n) {
      this.observed = n.value();
      this.needed = not(negated) + "like '" + n.pattern() + "'";
    } else if (test instanceof Node.IsNull n) {
      this.observed = n.value();
      this.needed = negated ? "any value" : "none";
    } else {
      this.observed = test;
      this.needed = negated ? "false" : "true";
    }
  }

  /** For example {@code days_since_last_order is 178}. */
  String observed() {
    return text(observed) + " is " + show(evaluator.value(observed));
  }

  /** For example {@code > 180}, or {@code <= 2 * mean_gap_days = 61.5}. */
  String needed() {
    return needed;
  }

  /** Observed and needed; what is needed stands in brackets where it is fulfilled. */
  String sentence() {
    boolean holds = Boolean.TRUE.equals(evaluator.truth(leaf.condition()));
    return observed() + (holds ? " (" + needed + ")" : ", needs " + needed);
  }

  static String show(Object value) {
    if (value == null) {
      return "unknown";
    } else if (value instanceof BigDecimal number) {
      BigDecimal rounded =
          number.scale() > DIGITS ? number.setScale(DIGITS, RoundingMode.HALF_UP) : number;
      return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
    return value instanceof String text ? "'" + text + "'" : value.toString();
  }

  private String withValue(Node node) {
    if (node instanceof Node.Literal) {
      return show(evaluator.value(node));
    }
    return text(node) + " = " + show(evaluator.value(node));
  }

  /** In the names of the definition; what is too long to read is called the value. */
  private String text(Node node) {
    Node named =
        Nodes.rebuild(
            node,
            part ->
                part instanceof Node.ColumnRef column
                    ? new Node.ColumnRef(leaf.names().of(column.name()), column.at())
                    : part);
    String text = Unparser.text(named);
    return text.length() > LONGEST ? "the value" : text;
  }

  private static boolean isConstant(Node node) {
    return node instanceof Node.Literal;
  }

  private static String not(boolean negated) {
    return negated ? "not " : "";
  }
}
