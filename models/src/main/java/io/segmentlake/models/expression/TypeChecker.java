package io.segmentlake.models.expression;

import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.Suggestions;
import io.segmentlake.models.expression.Node.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the type of a node, and notes unknown names and values that do not fit together. */
public final class TypeChecker {
  private final Vocabulary vocabulary;
  private final String path;
  private final List<Mistake> mistakes;

  public TypeChecker(Vocabulary vocabulary, String path, List<Mistake> mistakes) {
    this.vocabulary = vocabulary;
    this.path = path;
    this.mistakes = mistakes;
  }

  /** Empty where a mistake was noted. */
  public Optional<ValueType> type(Node node) {
    List<Node> children = Nodes.children(node);
    List<ValueType> types = new ArrayList<>();
    for (Node child : children) {
      type(child).ifPresent(types::add);
    }
    if (types.size() < children.size()) {
      if (node instanceof Node.Call n) {
        // Its own name can be wrong, too.
        function(n);
      }
      return Optional.empty();
    }
    if (node instanceof Node.Literal n) {
      return Optional.of(n.type());
    } else if (node instanceof Node.ColumnRef n) {
      return column(n);
    } else if (node instanceof Node.Call n) {
      return call(n, types);
    } else if (node instanceof Node.Parameter n) {
      return wrong(n, "nobody gives a value for the parameter ':" + n.name() + "'");
    } else if (node instanceof Node.CaseWhen n) {
      return caseWhen(n, types);
    } else if (node instanceof Node.Comparison n) {
      return comparison(n, types);
    }
    return simple(node, types);
  }

  private Optional<ValueType> simple(Node node, List<ValueType> types) {
    if (node instanceof Node.And || node instanceof Node.Or || node instanceof Node.Not) {
      return conditions(node, types);
    } else if (node instanceof Node.IsNull) {
      return Optional.of(ValueType.BOOLEAN);
    } else if (node instanceof Node.InList || node instanceof Node.Between) {
      return members(node, types);
    } else if (node instanceof Node.Like) {
      return types.get(0).fits(ValueType.TEXT)
          ? Optional.of(ValueType.BOOLEAN)
          : wrong(node, "'like' wants text, not " + types.get(0).described());
    } else if (node instanceof Node.Cast n) {
      return cast(n, types.get(0));
    }
    return numbers(node, types);
  }

  private Optional<ValueType> column(Node.ColumnRef n) {
    Optional<ValueType> type = vocabulary.column(n.name());
    return type.isPresent()
        ? type
        : unknown(n, "column", n.name(), Suggestions.nearest(n.name(), vocabulary.columnNames()));
  }

  private Optional<ValueType> call(Node.Call n, List<ValueType> types) {
    Optional<SqlFunction> function = function(n);
    if (function.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(function.get().signature().result(n.arguments(), types));
    } catch (IllegalArgumentException e) {
      return wrong(n, function.get().usage() + " " + e.getMessage());
    }
  }

  private Optional<SqlFunction> function(Node.Call n) {
    Optional<SqlFunction> function = vocabulary.function(n.function());
    if (function.isEmpty()) {
      unknown(
          n,
          "function",
          n.function(),
          Suggestions.nearest(n.function(), vocabulary.functionNames()));
    }
    return function;
  }

  private Optional<ValueType> comparison(Node.Comparison n, List<ValueType> types) {
    if (types.contains(ValueType.NULL)) {
      return wrong(n, "nothing is ever equal to or more than null; write 'is null'");
    }
    boolean order = n.operator() != Operator.EQUAL && n.operator() != Operator.NOT_EQUAL;
    if (order && types.contains(ValueType.BOOLEAN)) {
      return wrong(n, "conditions have no order; compare them with = or <>");
    }
    return alike(n, types);
  }

  private Optional<ValueType> members(Node node, List<ValueType> types) {
    return types.contains(ValueType.NULL)
        ? wrong(node, "null cannot be among the values; write 'is null'")
        : alike(node, types);
  }

  /** Text is never compared with numbers or dates, whatever it contains. */
  private Optional<ValueType> alike(Node node, List<ValueType> types) {
    ValueType first = types.get(0);
    for (ValueType type : types) {
      if (!first.fits(type)) {
        String hint =
            first == ValueType.DATE && type == ValueType.TEXT ? "; write date 'yyyy-mm-dd'" : "";
        return wrong(
            node, "cannot compare " + first.described() + " with " + type.described() + hint);
      }
    }
    return Optional.of(ValueType.BOOLEAN);
  }

  private Optional<ValueType> conditions(Node node, List<ValueType> types) {
    for (int i = 0; i < types.size(); i++) {
      if (!types.get(i).fits(ValueType.BOOLEAN)) {
        return wrong(
            Nodes.children(node).get(i),
            "and, or, not want conditions, not " + types.get(i).described());
      }
    }
    return Optional.of(ValueType.BOOLEAN);
  }

  private Optional<ValueType> numbers(Node node, List<ValueType> types) {
    for (ValueType type : types) {
      if (!type.isNumber()) {
        return wrong(node, "can only calculate with numbers, not with " + type.described());
      }
    }
    boolean divides = node instanceof Node.Arithmetic n && n.sign() == Node.Sign.DIVIDE;
    boolean decimal = divides || types.contains(ValueType.DECIMAL);
    return Optional.of(decimal ? ValueType.DECIMAL : ValueType.INTEGER);
  }

  private Optional<ValueType> caseWhen(Node.CaseWhen n, List<ValueType> types) {
    ValueType common = ValueType.NULL;
    for (int i = 0; i < types.size(); i++) {
      boolean condition = i % 2 == 0 && i < 2 * n.branches().size();
      if (condition && !types.get(i).fits(ValueType.BOOLEAN)) {
        return wrong(n.branches().get(i / 2).when(), "'when' wants a condition");
      } else if (!condition && !common.fits(types.get(i))) {
        return wrong(
            n, "gives " + common.described() + " in one case and " + types.get(i).described());
      } else if (!condition) {
        common = common.with(types.get(i));
      }
    }
    return Optional.of(common);
  }

  /** The day of an instant depends on a zone, so it is never a matter of conversion. */
  private Optional<ValueType> cast(Node.Cast n, ValueType from) {
    ValueType to = target(n.to());
    boolean known =
        from == to
            || from == ValueType.NULL
            || from == ValueType.TEXT
            || (to == ValueType.TEXT && from != ValueType.TIMESTAMP)
            || (from.isNumber() && to.isNumber());
    return known
        ? Optional.of(to)
        : wrong(n, "cannot convert " + from.described() + " to " + to.described());
  }

  private static ValueType target(String sql) {
    return switch (sql.toLowerCase(Locale.ROOT)) {
      case "bigint" -> ValueType.INTEGER;
      case "string" -> ValueType.TEXT;
      case "date" -> ValueType.DATE;
      case "boolean" -> ValueType.BOOLEAN;
      default -> ValueType.DECIMAL;
    };
  }

  private Optional<ValueType> unknown(
      Node node, String what, String name, Optional<String> suggestion) {
    String lookalikes = Suggestions.lookalikes(name);
    mistakes.add(
        Mistake.at(
            node.at(),
            path,
            "unknown " + what + " '" + name + "'" + (lookalikes.isEmpty() ? "" : ": " + lookalikes),
            suggestion));
    return Optional.empty();
  }

  private Optional<ValueType> wrong(Node node, String message) {
    mistakes.add(Mistake.at(node.at(), path, message));
    return Optional.empty();
  }
}
