package io.segmentlake.models.segments;

import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.YamlMap;
import io.segmentlake.models.configuration.YamlReader;
import io.segmentlake.models.configuration.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was read from several files, each of them right or wrong as a whole. */
final class SegmentFiles {
  private final List<SegmentDefinition> definitions = new ArrayList<>();
  private final Set<String> broken = new HashSet<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  void read(Path file, String name) {
    List<Mistake> own = new ArrayList<>();
    add(YamlReader.read(file, name, own), own);
  }

  void parse(String text, String name) {
    List<Mistake> own = new ArrayList<>();
    add(YamlReader.parse(text, name, own), own);
  }

  List<SegmentDefinition> definitions() {
    return definitions;
  }

  /** Ids that stand in files with mistakes. */
  Set<String> broken() {
    return broken;
  }

  List<Mistake> mistakes() {
    return mistakes;
  }

  void withoutIdsOf(SegmentFiles other) {
    Set<String> ids = new HashSet<>(other.broken);
    other.definitions.forEach(d -> ids.add(d.id()));
    definitions.removeIf(d -> ids.contains(d.id()));
  }

  SegmentFiles and(SegmentFiles other) {
    definitions.addAll(other.definitions);
    broken.addAll(other.broken);
    mistakes.addAll(other.mistakes);
    return this;
  }

  private void add(Optional<YamlMap> top, List<Mistake> own) {
    List<SegmentDefinition> read = new ArrayList<>();
    top.ifPresent(map -> read.addAll(new SegmentReader(map, own).read()));
    if (own.isEmpty()) {
      definitions.addAll(read);
    } else {
      read.forEach(d -> broken.add(d.id()));
      top.flatMap(map -> map.value("id"))
          .filter(YamlText.class::isInstance)
          .ifPresent(id -> broken.add(((YamlText) id).value()));
    }
    mistakes.addAll(own);
  }
}
