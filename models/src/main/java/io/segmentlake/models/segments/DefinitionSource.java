package io.segmentlake.models.segments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Unparser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one segment as a file that says the same of it alone: in the keys of the language,
 * parameters bound, expressions in normal form. JSON, which is YAML too.
 */
final class DefinitionSource {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DefinitionSource() {}

  static String of(SegmentDefinition definition) {
    ObjectNode file = file(definition.id(), definition.version(), definition.brief());
    addNamed(file, "measures", definition.measures(), Measure::name, DefinitionSource::measure);
    addNamed(file, "rank", definition.ranks(), Rank::name, DefinitionSource::rank);
    return file.put("when", Unparser.text(definition.when())).toString();
  }

  /** The same of a segment without measures and ranks, whose rule is told in its normal form. */
  static String of(String id, int version, SegmentBrief brief, String rule) {
    return file(id, version, brief).put("when", rule).toString();
  }

  private static ObjectNode file(String id, int version, SegmentBrief brief) {
    ObjectNode file = JSON.createObjectNode();
    file.put("id", id).put("version", version);
    file.put("owner", brief.owner()).put("purpose", brief.purpose());
    ArrayNode goals = file.putArray("goals");
    brief.goals().forEach(g -> goals.addObject().put("kind", g.kind()).put("metric", g.metric()));
    if (!brief.offer().isEmpty()) {
      file.put("offer", brief.offer());
    }
    ArrayNode channels = file.putArray("channels");
    brief.channels().forEach(channels::add);
    return file.put("priority", brief.priority());
  }

  private static <T> void addNamed(
      ObjectNode file,
      String key,
      List<T> parts,
      java.util.function.Function<T, String> name,
      java.util.function.Function<T, JsonNode> content) {
    if (!parts.isEmpty()) {
      ObjectNode map = file.putObject(key);
      parts.forEach(part -> map.set(name.apply(part), content.apply(part)));
    }
  }

  private static JsonNode measure(Measure measure) {
    boolean byLines = measure.aggregate() == Aggregate.COUNT_ORDERS;
    ObjectNode node = JSON.createObjectNode();
    node.put(byLines ? "count" : measure.aggregate().word(), byLines ? "orders" : measure.stream());
    addTexts(node, Map.of("of", measure.of(), "where", measure.where()));
    if (!measure.window().isAllTime()) {
      node.put("window", measure.window().text());
    }
    return node;
  }

  private static JsonNode rank(Rank rank) {
    ObjectNode node = JSON.createObjectNode();
    node.put("by", Unparser.text(rank.by()));
    addTexts(node, Map.of("base", rank.base()));
    String percent = rank.share().movePointRight(2).stripTrailingZeros().toPlainString();
    return node.put("top", percent + " %");
  }

  private static void addTexts(ObjectNode node, Map<String, Optional<Node>> expressions) {
    expressions.forEach((key, value) -> value.ifPresent(e -> node.put(key, Unparser.text(e))));
  }
}
