package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Node.Operator;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the value of an expression for one customer, as the compiled columns do for all: in three
 * values, and null instead of a failure.
 */
final class Evaluator {
  private static final int QUOTIENT_SCALE = 18;

  private final Values values;

  Evaluator(Values values) {
    this.values = values;
  }

  /** BigDecimal, String, Boolean, LocalDate, Instant, or null for unknown. */
  Object value(Node node) {
    if (node instanceof Node.Literal n) {
      return n.value() instanceof Long number ? BigDecimal.valueOf(number) : n.value();
    } else if (node instanceof Node.ColumnRef n) {
      return values.value(n.name());
    } else if (node instanceof Node.Call n) {
      return Functions.value(n, all(n.arguments()), values);
    } else if (node instanceof Node.Arithmetic n) {
      return arithmetic(n.sign(), value(n.left()), value(n.right()));
    } else if (node instanceof Node.Negate n) {
      return value(n.value()) instanceof BigDecimal number ? number.negate() : null;
    } else if (node instanceof Node.CaseWhen n) {
      return caseWhen(n);
    } else if (node instanceof Node.Cast n) {
      return Casts.cast(value(n.value()), n.to());
    }
    return truth(node);
  }

  /** True, false, or null for unknown. */
  Boolean truth(Node node) {
    if (node instanceof Node.And n) {
      return and(truths(n.parts()));
    } else if (node instanceof Node.Or n) {
      return not(and(truths(n.parts()).stream().map(Evaluator::not).toList()));
    } else if (node instanceof Node.Not n) {
      return not(truth(n.value()));
    } else if (node instanceof Node.Comparison n) {
      return compare(n.operator(), value(n.left()), value(n.right()));
    } else if (node instanceof Node.Between n) {
      Object value = value(n.value());
      List<Boolean> ends = new ArrayList<>();
      ends.add(compare(Operator.GREATER_OR_EQUAL, value, value(n.low())));
      ends.add(compare(Operator.LESS_OR_EQUAL, value, value(n.high())));
      return and(ends);
    } else if (node instanceof Node.InList n) {
      Object value = value(n.value());
      List<Boolean> different = new ArrayList<>();
      all(n.options()).forEach(o -> different.add(compare(Operator.NOT_EQUAL, value, o)));
      return not(and(different));
    } else if (node instanceof Node.IsNull n) {
      return value(n.value()) == null;
    } else if (node instanceof Node.Like n) {
      Object text = value(n.value());
      return text == null ? null : LikePattern.matches((String) text, n.pattern());
    }
    return (Boolean) value(node);
  }

  private static Boolean and(List<Boolean> parts) {
    if (parts.contains(Boolean.FALSE)) {
      return false;
    }
    return parts.contains(null) ? null : Boolean.TRUE;
  }

  private static Boolean not(Boolean value) {
    return value == null ? null : Boolean.valueOf(!value);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Boolean compare(Operator operator, Object left, Object right) {
    if (left == null || right == null) {
      return null;
    }
    int order = ((Comparable) left).compareTo(right);
    return switch (operator) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  private static BigDecimal arithmetic(Node.Sign sign, Object left, Object right) {
    if (!(left instanceof BigDecimal a) || !(right instanceof BigDecimal b)) {
      return null;
    }
    boolean divides = sign == Node.Sign.DIVIDE || sign == Node.Sign.REMAINDER;
    if (divides && b.signum() == 0) {
      return null;
    }
    return switch (sign) {
      case ADD -> a.add(b);
      case SUBTRACT -> a.subtract(b);
      case MULTIPLY -> a.multiply(b, MathContext.DECIMAL128);
      case DIVIDE -> a.divide(b, QUOTIENT_SCALE, RoundingMode.HALF_UP);
      case REMAINDER -> a.remainder(b);
    };
  }

  private Object caseWhen(Node.CaseWhen n) {
    for (Node.Branch branch : n.branches()) {
      if (Boolean.TRUE.equals(truth(branch.when()))) {
        return value(branch.then());
      }
    }
    return value(n.otherwise());
  }

  private List<Object> all(List<Node> nodes) {
    List<Object> all = new ArrayList<>();
    nodes.forEach(node -> all.add(value(node)));
    return all;
  }

  private List<Boolean> truths(List<Node> nodes) {
    List<Boolean> all = new ArrayList<>();
    nodes.forEach(node -> all.add(truth(node)));
    return all;
  }
}
