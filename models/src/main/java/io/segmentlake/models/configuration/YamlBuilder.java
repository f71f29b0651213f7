package io.segmentlake.models.configuration;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the tree of one YAML document, and notes what people should not write. */
final class YamlBuilder {
  private static final int MAXIMUM_DEPTH = 30;

  private final YAMLParser parser;
  private final String source;
  private final String file;
  private final List<Mistake> mistakes;

  YamlBuilder(YAMLParser parser, String source, String file, List<Mistake> mistakes) {
    this.parser = parser;
    this.source = source;
    this.file = file;
    this.mistakes = mistakes;
  }

  Optional<YamlMap> document() throws IOException {
    if (parser.nextToken() == null) {
      mistakes.add(Mistake.at(new Location(file, 1, 1), "", "the file is empty"));
      return Optional.empty();
    }
    Optional<YamlNode> top = node("", 0);
    if (top.isPresent() && parser.nextToken() != null) {
      mistakes.add(
          Mistake.at(here(), "", "a second document starts here; a file holds one document"));
    }
    if (top.isPresent() && !(top.get() instanceof YamlMap)) {
      mistakes.add(top.get().mistake("the file must start with keys, it is " + described(top)));
    }
    return top.filter(YamlMap.class::isInstance).map(YamlMap.class::cast);
  }

  private static String described(Optional<YamlNode> node) {
    return node.map(YamlNode::described).orElse("nothing");
  }

  /** The value that starts at the current token; empty where it nests too deep to go on. */
  private Optional<YamlNode> node(String path, int depth) throws IOException {
    refuseAnchors(path);
    if (depth > MAXIMUM_DEPTH) {
      mistakes.add(Mistake.at(here(), path, "nested more than " + MAXIMUM_DEPTH + " deep"));
      return Optional.empty();
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> map(path, depth);
      case START_ARRAY -> list(path, depth);
      default -> Optional.of(scalar(path));
    };
  }

  private Optional<YamlNode> map(String path, int depth) throws IOException {
    Location start = here();
    Map<String, YamlNode> values = new LinkedHashMap<>();
    Map<String, Location> keys = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Location keyLocation = here();
      String keyPath = path.isEmpty() ? key : path + "." + key;
      parser.nextToken();
      Optional<YamlNode> value = node(keyPath, depth + 1);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      if (keys.containsKey(key)) {
        mistakes.add(
            Mistake.at(
                keyLocation,
                keyPath,
                "the key stands here again; first in line " + keys.get(key).line()));
      } else {
        keys.put(key, keyLocation);
        values.put(key, value.get());
      }
    }
    return Optional.of(new YamlMap(values, keys, path, start));
  }

  private Optional<YamlNode> list(String path, int depth) throws IOException {
    Location start = here();
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Optional<YamlNode> item = node(path + "[" + items.size() + "]", depth + 1);
      if (item.isEmpty()) {
        return Optional.empty();
      }
      items.add(item.get());
    }
    return Optional.of(new YamlList(items, path, start));
  }

  private YamlText scalar(String path) throws IOException {
    JsonLocation token = parser.currentTokenLocation();
    String value = parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
    int begin = offset(token);
    return new YamlText(value, new ScalarPositions(source, begin, here()), path);
  }

  /** The parser counts code points, Java counts UTF-16 units. */
  private int offset(JsonLocation token) {
    int points = (int) token.getCharOffset();
    return points >= source.codePointCount(0, source.length())
        ? source.length()
        : source.offsetByCodePoints(0, points);
  }

  /** Aliases repeat parts of a file out of sight, and nested ones grow without bound. */
  private void refuseAnchors(String path) throws IOException {
    int here = offset(parser.currentTokenLocation());
    if (parser.isCurrentAlias()) {
      mistakes.add(Mistake.at(here(), path, "aliases (*name) are not supported; write the value"));
    } else if (parser.getObjectId() != null || source.startsWith("&", here)) {
      mistakes.add(Mistake.at(here(), path, "anchors (&name) are not supported"));
    } else if (parser.getTypeId() != null) {
      mistakes.add(Mistake.at(here(), path, "tags (!name) are not supported"));
    }
  }

  private Location here() {
    JsonLocation location = parser.currentTokenLocation();
    return new Location(
        file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
