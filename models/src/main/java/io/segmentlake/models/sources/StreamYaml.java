package io.segmentlake.models.sources;

import io.segmentlake.models.configuration.Fields;
import io.segmentlake.models.configuration.Location;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.Suggestions;
import io.segmentlake.models.configuration.YamlMap;
import io.segmentlake.models.configuration.YamlNode;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.ValueType;
import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.StreamColumn;
import io.segmentlake.models.streams.Streams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how records become rows of one stream. */
record StreamYaml(MappingExpressions expressions, List<Mistake> mistakes) {

  /**
   * The mapping of one stream; empty where there is no such stream.
   *
   * @param places of the streams' names
   */
  Optional<StreamMapping> read(String name, YamlNode node, Map<String, Location> places) {
    if (!Streams.exists(name)) {
      List<String> names = Streams.all().stream().map(Stream::name).toList();
      mistakes.add(
          Mistake.at(
              places.get(name),
              node.path(),
              "unknown stream '" + name + "'; streams are " + String.join(", ", names),
              Suggestions.nearest(name, names)));
      return Optional.empty();
    }
    if (node instanceof YamlMap map) {
      return Optional.of(mapping(Streams.named(name), map));
    }
    mistakes.add(node.mistake("must be keys with values, it is " + node.described()));
    return Optional.empty();
  }

  private StreamMapping mapping(Stream stream, YamlMap map) {
    Fields fields = new Fields(map, mistakes);
    Optional<Node> keep = fields.node("keep").flatMap(expressions::predicate);
    Optional<YamlMap> expressionsByName = fields.map("columns");
    Map<StreamColumn, Node> columns = new LinkedHashMap<>();
    expressionsByName.ifPresent(named -> read(stream, named, columns));
    for (StreamColumn column : stream.columns()) {
      boolean isWritten =
          expressionsByName.filter(named -> named.value(column.name()).isPresent()).isPresent();
      if (column.required() && !isWritten) {
        mistakes.add(
            map.mistake(
                "'"
                    + column.name()
                    + "' is missing in columns; it is required: "
                    + column.about()));
      }
    }
    fields.finish();
    return new StreamMapping(stream, keep, columns);
  }

  private void read(Stream stream, YamlMap named, Map<StreamColumn, Node> columns) {
    Map<String, StreamColumn> known = new LinkedHashMap<>();
    all(stream).forEach(column -> known.put(column.name(), column));
    named
        .values()
        .forEach(
            (name, node) -> {
              if (known.containsKey(name)) {
                expression(known.get(name), node).ifPresent(e -> columns.put(known.get(name), e));
              } else {
                mistakes.add(unknown(stream, name, named, known));
              }
            });
  }

  private static List<StreamColumn> all(Stream stream) {
    List<StreamColumn> all = new ArrayList<>(stream.columns());
    all.addAll(stream.personal());
    return all;
  }

  private static Mistake unknown(
      Stream stream, String name, YamlMap named, Map<String, StreamColumn> known) {
    return Mistake.at(
        named.keys().get(name),
        named.pathOf(name),
        "unknown column '"
            + name
            + "' of "
            + stream.name()
            + "; it has "
            + String.join(", ", known.keySet()),
        Suggestions.nearest(name, known.keySet()));
  }

  private Optional<Node> expression(StreamColumn column, YamlNode yaml) {
    Optional<MappingExpressions.Typed> typed = expressions.value(yaml);
    typed
        .filter(t -> !Conversion.isPossible(t.type(), column.type()))
        .ifPresent(t -> mistakes.add(yaml.mistake(impossible(column, t.type()))));
    return typed.map(MappingExpressions.Typed::node);
  }

  private static String impossible(StreamColumn column, ValueType from) {
    String type = column.type().name().toLowerCase(java.util.Locale.ROOT);
    return "gives " + from.described() + ", and the column wants " + type;
  }
}
