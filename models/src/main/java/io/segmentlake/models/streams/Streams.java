package io.segmentlake.models.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All canonical streams, as declared in {@code streams.yaml} beside this class. */
public final class Streams {
  private static final Map<String, Stream> ALL = load();

  private Streams() {}

  /**
   * The stream of that name.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static Stream named(String name) {
    Stream stream = ALL.get(name);
    if (stream == null) {
      throw new IllegalArgumentException(
          "Cannot find stream '"
              + name
              + "'. Streams are "
              + String.join(", ", ALL.keySet())
              + ".");
    }
    return stream;
  }

  /** In the order of the declaration. */
  public static List<Stream> all() {
    return List.copyOf(ALL.values());
  }

  public static boolean exists(String name) {
    return ALL.containsKey(name);
  }

  private static Map<String, Stream> load() {
    try (InputStream in = Streams.class.getResourceAsStream("streams.yaml")) {
      Map<String, Stream> all = new LinkedHashMap<>();
      new YAMLMapper()
          .readTree(in)
          .properties()
          .forEach(e -> all.put(e.getKey(), stream(e.getKey(), e.getValue())));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read streams.yaml from the jar", e);
    }
  }

  private static Stream stream(String name, JsonNode node) {
    List<String> key = new ArrayList<>();
    node.path("key").forEach(k -> key.add(k.asText()));
    return new Stream(
        name,
        node.get("kind").asText().equals("event") ? Stream.Kind.EVENT : Stream.Kind.DIMENSION,
        List.copyOf(key),
        Optional.ofNullable(node.get("at")).map(JsonNode::asText),
        Optional.ofNullable(node.get("version")).map(JsonNode::asText),
        columns(node.path("columns")),
        columns(node.path("personal")));
  }

  private static List<StreamColumn> columns(JsonNode node) {
    List<StreamColumn> columns = new ArrayList<>();
    node.properties()
        .forEach(
            e -> {
              String type = e.getValue().get("type").asText();
              boolean required = type.endsWith("!");
              columns.add(
                  new StreamColumn(
                      e.getKey(),
                      StreamColumn.Type.named(
                          required ? type.substring(0, type.length() - 1) : type),
                      required,
                      e.getValue().get("about").asText()));
            });
    return List.copyOf(columns);
  }
}
