package io.segmentlake.models.expression;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Prints an expression in one normal form: lower case, single spaces, brackets only where needed.
 * Expressions that print the same mean the same; the form is what is hashed and compared.
 */
public final class Unparser {
  private static final Pattern PLAIN_NAME =
      Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");

  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int COMPARISON = 4;
  private static final int SUM = 5;
  private static final int PRODUCT = 6;
  private static final int SIGN = 7;
  private static final int PRIMARY = 8;

  private Unparser() {}

  public static String text(Node node) {
    if (node instanceof Node.Literal n) {
      return literal(n);
    } else if (node instanceof Node.ColumnRef n) {
      boolean plain = PLAIN_NAME.matcher(n.name()).matches();
      return plain ? n.name() : "`" + n.name().replace("`", "``") + "`";
    } else if (node instanceof Node.Parameter n) {
      return ":" + n.name();
    } else if (node instanceof Node.Call n) {
      return n.function() + "(" + list(n.arguments()) + ")";
    } else if (node instanceof Node.Comparison n) {
      return operand(n.left(), SUM) + " " + n.operator().sign() + " " + operand(n.right(), SUM);
    } else if (node instanceof Node.And n) {
      return joined(n.parts(), " and ", NOT);
    } else if (node instanceof Node.Or n) {
      return joined(n.parts(), " or ", AND);
    } else if (node instanceof Node.Not n) {
      return not(n);
    } else if (node instanceof Node.CaseWhen n) {
      return caseWhen(n);
    } else if (node instanceof Node.Arithmetic n) {
      int strength = strength(n);
      return operand(n.left(), strength)
          + " "
          + n.sign().sign()
          + " "
          + operand(n.right(), strength + 1);
    } else if (node instanceof Node.Negate n) {
      return "-(" + text(n.value()) + ")";
    } else if (node instanceof Node.Cast n) {
      return "cast(" + text(n.value()) + " as " + n.to() + ")";
    }
    return tested(node, "");
  }

  /** Conditions on one value, whose negation stands in their middle. */
  private static String tested(Node node, String not) {
    if (node instanceof Node.InList n) {
      return operand(n.value(), SUM) + not + " in (" + list(n.options()) + ")";
    } else if (node instanceof Node.Between n) {
      return operand(n.value(), SUM)
          + not
          + " between "
          + operand(n.low(), SUM)
          + " and "
          + operand(n.high(), SUM);
    } else if (node instanceof Node.Like n) {
      return operand(n.value(), SUM) + not + " like " + quoted(n.pattern());
    }
    Node.IsNull n = (Node.IsNull) node;
    return operand(n.value(), SUM) + " is" + not + " null";
  }

  private static String not(Node.Not n) {
    return isNegatedInMiddle(n) ? tested(n.value(), " not") : "not " + operand(n.value(), NOT);
  }

  private static boolean isNegatedInMiddle(Node.Not n) {
    return n.value() instanceof Node.InList
        || n.value() instanceof Node.Between
        || n.value() instanceof Node.Like
        || n.value() instanceof Node.IsNull;
  }

  private static String literal(Node.Literal n) {
    if (n.value() == null) {
      return "null";
    }
    return switch (n.type()) {
      case TEXT -> quoted((String) n.value());
      case DATE -> "date '" + n.value() + "'";
      case DECIMAL -> decimal((BigDecimal) n.value());
      default -> n.value().toString();
    };
  }

  /** Keeps the point, because 2 and 2.0 are constants of two types. */
  private static String decimal(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return (stripped.scale() < 1 ? stripped.setScale(1) : stripped).toPlainString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String caseWhen(Node.CaseWhen n) {
    StringBuilder text = new StringBuilder("case");
    n.branches().forEach(b -> text.append(" when " + text(b.when()) + " then " + text(b.then())));
    boolean isEmpty = n.otherwise() instanceof Node.Literal literal && literal.value() == null;
    text.append(isEmpty ? "" : " else " + text(n.otherwise()));
    return text.append(" end").toString();
  }

  private static String joined(List<Node> parts, String by, int strength) {
    return parts.stream().map(p -> operand(p, strength)).collect(Collectors.joining(by));
  }

  private static String list(List<Node> nodes) {
    return nodes.stream().map(Unparser::text).collect(Collectors.joining(", "));
  }

  private static String operand(Node node, int strength) {
    return strength(node) >= strength ? text(node) : "(" + text(node) + ")";
  }

  private static int strength(Node node) {
    if (node instanceof Node.Or) {
      return OR;
    } else if (node instanceof Node.And) {
      return AND;
    } else if (node instanceof Node.Not n) {
      return isNegatedInMiddle(n) ? COMPARISON : NOT;
    } else if (node instanceof Node.Arithmetic n) {
      boolean sum = n.sign() == Node.Sign.ADD || n.sign() == Node.Sign.SUBTRACT;
      return sum ? SUM : PRODUCT;
    } else if (node instanceof Node.Negate) {
      return SIGN;
    }
    boolean test =
        node instanceof Node.Comparison
            || node instanceof Node.InList
            || node instanceof Node.Between
            || node instanceof Node.Like
            || node instanceof Node.IsNull;
    return test ? COMPARISON : PRIMARY;
  }
}
