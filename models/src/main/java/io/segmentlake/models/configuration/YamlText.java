package io.segmentlake.models.configuration;

/**
 * A single value of a YAML file, as text whatever it looks like.
 *
 * @param value unquoted and unfolded; empty where nothing or null was written
 * @param positions where its characters stand
 */
public record YamlText(String value, ScalarPositions positions, String path)
    implements YamlNode, SourceText {

  @Override
  public Location location() {
    return positions.start();
  }

  @Override
  public Location at(int offset) {
    return positions.at(value, offset);
  }

  public boolean isEmpty() {
    return value.isBlank();
  }

  @Override
  public String described() {
    return isEmpty() ? "nothing" : "a text";
  }
}
