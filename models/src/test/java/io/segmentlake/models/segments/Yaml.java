package io.segmentlake.models.segments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts of definitions, so that a test writes only what it is about. */
final class Yaml {
  private static final String BRIEF =
      """
      version: 1
      owner: crm
      purpose: A test.
      goals: [{kind: engagement, metric: visits}]
      """;

  private Yaml() {}

  /** A definition with the given last lines, in the file {@code <id>.yaml}. */
  static String of(String id, String... lines) {
    return "id: " + id + "\n" + BRIEF + String.join("\n", lines) + "\n";
  }

  /** Definitions by the names of their files. */
  static Map<String, String> files(String... texts) {
    Map<String, String> files = new LinkedHashMap<>();
    for (String text : texts) {
      String name = text.lines().findFirst().orElse("").replace("id: ", "");
      files.put(files.containsKey(name + ".yaml") ? name + "-2.yaml" : name + ".yaml", text);
    }
    return files;
  }

  static List<String> mistakes(String... texts) {
    return SegmentCatalogue.parse(files(texts)).mistakes().stream().map(Object::toString).toList();
  }

  static CompiledSegments compile(String... texts) {
    return CompiledSegments.of(SegmentCatalogue.parse(files(texts)).orThrow());
  }
}
