package io.segmentlake.models.sources;

import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.YamlNode;
import io.segmentlake.models.configuration.YamlText;
import io.segmentlake.models.expression.Expressions;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import io.segmentlake.models.expression.TypeChecker;
import io.segmentlake.models.expression.ValueType;
import io.segmentlake.models.expression.Vocabulary;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads expressions over the raw columns of a feed, each of which is text.
 *
 * @param columns names of all raw columns where they are known; empty: files tell them, and any
 *     name may be right
 * @param zone of times that name none
 */
record MappingExpressions(List<String> columns, ZoneId zone, List<Mistake> mistakes) {

  /** A checked expression and what it gives. */
  record Typed(Node node, ValueType type) {}

  /** A condition; empty where a mistake was noted. */
  Optional<Node> predicate(YamlNode yaml) {
    return value(yaml).filter(typed -> isCondition(yaml, typed)).map(Typed::node);
  }

  private boolean isCondition(YamlNode yaml, Typed typed) {
    boolean isCondition = typed.type().fits(ValueType.BOOLEAN);
    if (!isCondition) {
      mistakes.add(yaml.mistake("must be a condition, not " + typed.type().described()));
    }
    return isCondition;
  }

  /** An expression of any type; empty where a mistake was noted. */
  Optional<Typed> value(YamlNode yaml) {
    if (yaml instanceof YamlText text && !text.isEmpty()) {
      return Expressions.parse(text, mistakes).flatMap(node -> typed(node, text.path()));
    }
    mistakes.add(yaml.mistake("must be an expression, it is " + yaml.described()));
    return Optional.empty();
  }

  private Optional<Typed> typed(Node node, String path) {
    return new TypeChecker(vocabulary(node), path, mistakes)
        .type(node)
        .map(type -> new Typed(node, type));
  }

  private Vocabulary vocabulary(Node node) {
    return vocabulary(columns.isEmpty() ? namesIn(node) : columns, zone);
  }

  private static List<String> namesIn(Node node) {
    Map<String, ValueType> names = new LinkedHashMap<>();
    Nodes.walk(
        node,
        part -> {
          if (part instanceof Node.ColumnRef column) {
            names.put(column.name(), ValueType.TEXT);
          }
        });
    return List.copyOf(names.keySet());
  }

  /** Raw columns, standard functions and those of mappings. */
  static Vocabulary vocabulary(List<String> columns, ZoneId zone) {
    Map<String, ValueType> types = new LinkedHashMap<>();
    columns.forEach(name -> types.put(name, ValueType.TEXT));
    return Vocabulary.of(types).with(MappingFunctions.all(zone));
  }
}
