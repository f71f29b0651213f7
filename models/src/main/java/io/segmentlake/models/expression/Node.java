package io.segmentlake.models.expression;

import io.segmentlake.models.configuration.Location;
import java.io.Serializable;
import java.util.List;

/** A part of an expression, with its place in the file. What is not here cannot be said. */
public sealed interface Node extends Serializable {

  Location at();

  /**
   * A constant.
   *
   * @param value Long, BigDecimal, String, Boolean or LocalDate; null for the literal null
   */
  record Literal(Object value, ValueType type, Location at) implements Node {}

  /**
   * @param name as written without backticks; a look-up has a dot: {@code product.category}
   */
  record ColumnRef(String name, Location at) implements Node {}

  /** {@code :name}, bound before the expression is checked. */
  record Parameter(String name, Location at) implements Node {}

  /**
   * @param function in lower case
   */
  record Call(String function, List<Node> arguments, Location at) implements Node {}

  record Comparison(Operator operator, Node left, Node right, Location at) implements Node {}

  /** At least two parts, none of them an And itself. */
  record And(List<Node> parts, Location at) implements Node {}

  /** At least two parts, none of them an Or itself. */
  record Or(List<Node> parts, Location at) implements Node {}

  record Not(Node value, Location at) implements Node {}

  record InList(Node value, List<Node> options, Location at) implements Node {}

  /** Both ends belong to it. */
  record Between(Node value, Node low, Node high, Location at) implements Node {}

  record IsNull(Node value, Location at) implements Node {}

  /** {@code %} stands for any characters, {@code _} for one, a backslash takes their meaning. */
  record Like(Node value, String pattern, Location at) implements Node {}

  /**
   * @param otherwise the literal null where nothing was written
   */
  record CaseWhen(List<Branch> branches, Node otherwise, Location at) implements Node {}

  /** One {@code when … then …}. */
  record Branch(Node when, Node then) implements Serializable {}

  record Arithmetic(Sign sign, Node left, Node right, Location at) implements Node {}

  record Negate(Node value, Location at) implements Node {}

  /**
   * A conversion that gives null where it is impossible.
   *
   * @param to bigint, decimal(p,s), string, date or boolean
   */
  record Cast(Node value, String to, Location at) implements Node {}

  /** How two values are compared. */
  enum Operator {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** What is calculated of two numbers. */
  enum Sign {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    REMAINDER("%");

    private final String sign;

    Sign(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }
}
