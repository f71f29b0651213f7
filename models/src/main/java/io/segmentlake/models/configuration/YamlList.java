package io.segmentlake.models.configuration;

import java.util.List;

/** A list of a YAML file. */
public record YamlList(List<YamlNode> items, String path, Location location) implements YamlNode {

  public YamlList {
    items = List.copyOf(items);
  }

  @Override
  public String described() {
    return "a list";
  }
}
