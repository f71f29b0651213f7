package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import io.segmentlake.models.expression.ValueType;
import io.segmentlake.models.segments.LogicTree.Leaf;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Values of a column between which the conditions of a rule change their mind: on both sides of
 * each threshold, each constant, and nothing at all where the rule asks for it.
 */
final class Candidates {
  private static final int ROOT_SCALE = 10;

  private final List<Node> tests = new ArrayList<>();

  Candidates(Set<Leaf> leaves) {
    leaves.forEach(leaf -> Nodes.walk(leaf.condition(), tests::add));
  }

  /**
   * Values other than the present one.
   *
   * @param unit the smallest difference for decimals
   */
  Set<Object> of(String column, ValueType type, Values values, BigDecimal unit) {
    Set<Object> found = new LinkedHashSet<>();
    BigDecimal step = type == ValueType.DECIMAL ? unit : BigDecimal.ONE;
    for (Node test : tests) {
      if (names(test, column)) {
        collect(test, column, type, values, step, found);
      }
    }
    found.removeIf(value -> Objects.equals(value, values.value(column)));
    found.removeIf(value -> !isPossible(value, type, values));
    return found;
  }

  private void collect(
      Node test, String column, ValueType type, Values values, BigDecimal step, Set<Object> found) {
    if (test instanceof Node.Comparison n) {
      around(n.left(), n.right(), column, type, values, step, found);
    } else if (test instanceof Node.Between n) {
      around(n.value(), n.low(), column, type, values, step, found);
      around(n.value(), n.high(), column, type, values, step, found);
    } else if (test instanceof Node.InList n) {
      n.options().forEach(o -> around(n.value(), o, column, type, values, step, found));
    } else if (test instanceof Node.Like n) {
      found.add(LikePattern.example(n.pattern()));
      found.add("other");
    } else if (test instanceof Node.IsNull) {
      found.add(null);
      found.add(something(type, values));
    } else if (type == ValueType.BOOLEAN) {
      found.add(true);
      found.add(false);
    }
  }

  /** Where both sides are equal, and one step beside it. */
  private static void around(
      Node left,
      Node right,
      String column,
      ValueType type,
      Values values,
      BigDecimal step,
      Set<Object> found) {
    if (type == ValueType.TEXT || type == ValueType.BOOLEAN) {
      Evaluator evaluator = new Evaluator(values);
      Object constant = evaluator.value(names(left, column) ? right : left);
      if (type == ValueType.BOOLEAN) {
        found.add(true);
        found.add(false);
      } else if (constant instanceof String text) {
        found.add(text);
        found.add(text + "x");
      }
      return;
    }
    BigDecimal atZero = difference(left, right, values.with(column, at(BigDecimal.ZERO, type)));
    BigDecimal atOne = difference(left, right, values.with(column, at(BigDecimal.ONE, type)));
    if (atZero == null || atOne == null) {
      // What it is compared with is unknown too, or divided by zero: that can be sought once this
      // is known.
      found.add(something(type, values));
      found.add(at(BigDecimal.ONE, type));
      return;
    }
    if (atOne.compareTo(atZero) == 0) {
      return;
    }
    BigDecimal root =
        atZero.negate().divide(atOne.subtract(atZero), ROOT_SCALE, RoundingMode.HALF_UP);
    BigDecimal below = steps(root, step, RoundingMode.FLOOR);
    BigDecimal above = steps(root, step, RoundingMode.CEILING);
    for (BigDecimal value : List.of(below, above, below.subtract(step), above.add(step))) {
      found.add(at(value, type));
    }
    if (type == ValueType.DECIMAL) {
      // A rounded value turns farther away.
      found.add(at(below.subtract(BigDecimal.ONE), type));
      found.add(at(above.add(BigDecimal.ONE), type));
    }
  }

  private static BigDecimal steps(BigDecimal value, BigDecimal step, RoundingMode mode) {
    return value.divide(step, 0, mode).multiply(step);
  }

  private static BigDecimal difference(Node left, Node right, Values values) {
    Evaluator evaluator = new Evaluator(values);
    BigDecimal a = number(evaluator.value(left));
    BigDecimal b = number(evaluator.value(right));
    return a == null || b == null ? null : a.subtract(b);
  }

  static BigDecimal number(Object value) {
    if (value instanceof LocalDate date) {
      return BigDecimal.valueOf(date.toEpochDay());
    }
    return value instanceof BigDecimal number ? number : null;
  }

  private static Object at(BigDecimal number, ValueType type) {
    boolean tooFar = number.abs().compareTo(BigDecimal.valueOf(1_000_000)) > 0;
    return type == ValueType.DATE
        ? tooFar ? null : LocalDate.ofEpochDay(number.longValue())
        : number;
  }

  private static Object something(ValueType type, Values values) {
    return switch (type) {
      case DATE -> values.value(DateFunctions.AS_OF);
      case TEXT -> "other";
      case BOOLEAN -> false;
      default -> BigDecimal.ZERO;
    };
  }

  /** Counts and ages are not below zero, and nothing has happened after the as-of date. */
  private static boolean isPossible(Object value, ValueType type, Values values) {
    if (value instanceof BigDecimal number && type == ValueType.INTEGER) {
      return number.signum() >= 0;
    }
    return !(value instanceof LocalDate date)
        || !date.isAfter((LocalDate) values.value(DateFunctions.AS_OF));
  }

  private static boolean names(Node node, String column) {
    boolean[] found = {false};
    Nodes.walk(
        node, part -> found[0] |= part instanceof Node.ColumnRef n && n.name().equals(column));
    return found[0];
  }
}
