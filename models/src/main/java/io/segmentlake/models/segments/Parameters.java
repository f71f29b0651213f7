package io.segmentlake.models.segments;

import io.segmentlake.models.configuration.Fields;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.Suggestions;
import io.segmentlake.models.configuration.YamlMap;
import io.segmentlake.models.configuration.YamlNode;
import io.segmentlake.models.configuration.YamlText;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import io.segmentlake.models.expression.ValueType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters that a definition declares, and values for them. */
final class Parameters {
  private final Map<String, ValueType> types;
  private final Map<String, Node.Literal> values;

  private Parameters(Map<String, ValueType> types, Map<String, Node.Literal> values) {
    this.types = types;
    this.values = values;
  }

  /** Names with the type's word, or with a column that has the type. */
  static Parameters declared(Optional<YamlMap> map, List<Mistake> mistakes) {
    Map<String, ValueType> types = new LinkedHashMap<>();
    map.ifPresent(
        params ->
            params
                .values()
                .forEach((name, type) -> type(type, mistakes).ifPresent(t -> types.put(name, t))));
    return new Parameters(types, Map.of());
  }

  boolean isEmpty() {
    return types.isEmpty();
  }

  /** With the values of one variant. */
  Parameters bound(YamlMap variant, Fields fields, List<Mistake> mistakes) {
    Map<String, Node.Literal> bound = new LinkedHashMap<>();
    types.forEach(
        (name, type) ->
            fields
                .required(name, "the value of the parameter ':" + name + "'")
                .flatMap(text -> literal(text, type, mistakes))
                .ifPresent(literal -> bound.put(name, literal)));
    return new Parameters(types, bound);
  }

  /** The expression with values in the place of parameters; unknown ones are noted and stay. */
  Node bind(Node node, String path, List<Mistake> mistakes) {
    return Nodes.rebuild(
        node,
        part -> {
          if (!(part instanceof Node.Parameter parameter)) {
            return part;
          }
          Node.Literal value = values.get(parameter.name());
          if (value != null) {
            return new Node.Literal(value.value(), value.type(), part.at());
          }
          if (!types.containsKey(parameter.name())) {
            mistakes.add(
                Mistake.at(
                    part.at(),
                    path,
                    "unknown parameter ':" + parameter.name() + "'; declare it under 'params'",
                    Suggestions.nearest(parameter.name(), types.keySet())));
          }
          return part;
        });
  }

  private static Optional<ValueType> type(YamlNode node, List<Mistake> mistakes) {
    if (node instanceof YamlText text) {
      Optional<ValueType> type =
          switch (text.value()) {
            case "text" -> Optional.of(ValueType.TEXT);
            case "number" -> Optional.of(ValueType.DECIMAL);
            case "whole number" -> Optional.of(ValueType.INTEGER);
            case "date" -> Optional.of(ValueType.DATE);
            case "boolean" -> Optional.of(ValueType.BOOLEAN);
            default -> columnType(text.value());
          };
      if (type.isPresent()) {
        return type;
      }
    }
    mistakes.add(
        node.mistake(
            "must be text, number, whole number, date, boolean, or a column that has such values"));
    return Optional.empty();
  }

  private static Optional<ValueType> columnType(String column) {
    Optional<ValueType> feature = Vocabularies.features().column(column);
    return feature.isPresent()
        ? feature
        : Vocabularies.measurableStreams().stream()
            .flatMap(stream -> Vocabularies.stream(stream).column(column).stream())
            .findFirst();
  }

  private static Optional<Node.Literal> literal(
      YamlText text, ValueType type, List<Mistake> mistakes) {
    try {
      return Optional.of(new Node.Literal(value(text.value(), type), type, text.location()));
    } catch (NumberFormatException | DateTimeException e) {
      mistakes.add(text.mistake("'" + text.value() + "' is not " + type.described()));
      return Optional.empty();
    }
  }

  private static Object value(String text, ValueType type) {
    return switch (type) {
      case INTEGER -> Long.valueOf(text);
      case DECIMAL -> decimal(text);
      case DATE -> LocalDate.parse(text);
      case BOOLEAN -> {
        if (!text.equals("true") && !text.equals("false")) {
          throw new NumberFormatException(text);
        }
        yield Boolean.valueOf(text);
      }
      default -> text;
    };
  }

  /** As many digits as Spark's decimals have. */
  private static BigDecimal decimal(String text) {
    BigDecimal number = new BigDecimal(text);
    if (text.length() > 38 || Math.abs(number.scale()) > 18 || number.precision() > 38) {
      throw new NumberFormatException(text);
    }
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
