package io.segmentlake.models.configuration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keys and values of a YAML file.
 *
 * @param values in the order of the file
 * @param keys where each key stands
 */
public record YamlMap(
    Map<String, YamlNode> values, Map<String, Location> keys, String path, Location location)
    implements YamlNode {

  public YamlMap {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }

  public Optional<YamlNode> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Path of a key below this one. */
  public String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  @Override
  public String described() {
    return "keys with values";
  }
}
