package io.segmentlake.models.configuration;

/** A value of a YAML file with its place. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlText {

  /** Keys from the top of the file, for example {@code goals[0].kind}; empty at the top. */
  String path();

  Location location();

  /** For messages: {@code a text}, {@code a list} or {@code keys with values}. */
  String described();

  default Mistake mistake(String message) {
    return Mistake.at(location(), path(), message);
  }
}
