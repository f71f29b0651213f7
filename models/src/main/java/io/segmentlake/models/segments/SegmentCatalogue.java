package io.segmentlake.models.segments;

import io.segmentlake.models.configuration.ConfigurationException;
import io.segmentlake.models.configuration.Location;
import io.segmentlake.models.configuration.Mistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All segment definitions of a folder. A file with mistakes takes its own segments out, and those
 * that build on them; the others stay usable.
 *
 * @param segments without mistakes, each after those it builds on
 * @param mistakes of all files
 * @param warnings what is allowed but probably not meant
 */
public record SegmentCatalogue(
    List<SegmentDefinition> segments, List<Mistake> mistakes, List<Mistake> warnings) {

  public SegmentCatalogue {
    segments = List.copyOf(segments);
    mistakes = mistakes.stream().distinct().sorted(Mistake.BY_PLACE).toList();
    warnings = warnings.stream().distinct().sorted(Mistake.BY_PLACE).toList();
  }

  /**
   * Reads all YAML files of a folder and those below it.
   *
   * @throws ConfigurationException where there is no such folder
   */
  public static SegmentCatalogue load(Path folder) {
    return catalogue(read(folder));
  }

  /** The same with a draft: its segments replace those of the same ids. */
  public static SegmentCatalogue loadWithDraft(Path folder, Path draft) {
    SegmentFiles files = new SegmentFiles();
    files.read(draft, draft.toString());
    SegmentFiles others = read(folder);
    others.withoutIdsOf(files);
    return catalogue(others.and(files));
  }

  /** Texts of files by their names. */
  public static SegmentCatalogue parse(Map<String, String> texts) {
    SegmentFiles files = new SegmentFiles();
    texts.forEach((name, text) -> files.parse(text, name));
    return catalogue(files);
  }

  private static SegmentFiles read(Path folder) {
    if (!Files.isDirectory(folder)) {
      Location place = new Location(shown(folder, folder), 1, 1);
      throw new ConfigurationException(List.of(Mistake.at(place, "", "there is no such folder")));
    }
    SegmentFiles files = new SegmentFiles();
    files(folder).forEach(file -> files.read(file, shown(folder, file)));
    return files;
  }

  private static SegmentCatalogue catalogue(SegmentFiles files) {
    List<Mistake> mistakes = new ArrayList<>(files.mistakes());
    Set<String> broken = new HashSet<>(files.broken());
    List<SegmentDefinition> unique = withoutDuplicates(files.definitions(), broken, mistakes);
    List<SegmentDefinition> ordered = new MemberGraph(unique).ordered(broken, mistakes);
    List<SegmentDefinition> usable = RanksOnRanks.without(ordered, mistakes);
    List<Mistake> warnings = new ArrayList<>();
    usable.forEach(d -> Negations.warn(d, warnings));
    return new SegmentCatalogue(usable, mistakes, warnings);
  }

  /** All segments, or none where there is a mistake. */
  public List<SegmentDefinition> orThrow() {
    ConfigurationException.throwIfAny(mistakes);
    return segments;
  }

  /** Those of some ids and all that they build on, each after those it builds on. */
  public List<SegmentDefinition> with(Set<String> ids) {
    Set<String> wanted = new HashSet<>(ids);
    LinkedList<SegmentDefinition> found = new LinkedList<>();
    for (int i = segments.size() - 1; i >= 0; i--) {
      SegmentDefinition definition = segments.get(i);
      if (wanted.contains(definition.id())) {
        MemberGraph.calls(definition).forEach(call -> wanted.add(MemberGraph.idOf(call)));
        found.addFirst(definition);
      }
    }
    return List.copyOf(found);
  }

  /** Ids of the other segments that build on some, directly or not. */
  public Set<String> buildingOn(Set<String> ids) {
    Set<String> found = new LinkedHashSet<>(ids);
    for (SegmentDefinition definition : segments) {
      if (MemberGraph.calls(definition).stream().map(MemberGraph::idOf).anyMatch(found::contains)) {
        found.add(definition.id());
      }
    }
    found.removeAll(ids);
    return found;
  }

  private static List<SegmentDefinition> withoutDuplicates(
      List<SegmentDefinition> read, Set<String> broken, List<Mistake> mistakes) {
    Map<String, SegmentDefinition> first = new LinkedHashMap<>();
    Set<String> twice = new LinkedHashSet<>();
    for (SegmentDefinition definition : read) {
      SegmentDefinition other = first.putIfAbsent(definition.id(), definition);
      if (other != null) {
        twice.add(definition.id());
        mistakes.add(
            Mistake.at(
                definition.at(),
                "id",
                "the segment '"
                    + definition.id()
                    + "' is defined in "
                    + other.at().file()
                    + " too"));
      }
    }
    // Nobody can say which of two is meant, so neither is used.
    twice.forEach(first::remove);
    broken.addAll(twice);
    return List.copyOf(first.values());
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().matches(".*\\.ya?ml") && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the segment definitions in " + folder, e);
    }
  }

  /** As people know it: from the folder's parent onwards, for example conf/segments/vip.yaml. */
  private static String shown(Path folder, Path file) {
    Path absolute = folder.toAbsolutePath().normalize();
    Path top = absolute.getParent() == null ? absolute : absolute.getParent().getParent();
    Path path = file.toAbsolutePath().normalize();
    return (top == null ? path : top.relativize(path)).toString().replace('\\', '/');
  }
}
