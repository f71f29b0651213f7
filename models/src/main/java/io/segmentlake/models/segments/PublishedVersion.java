package io.segmentlake.models.segments;

import io.segmentlake.models.configuration.Mistake;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A version of a segment that was evaluated before.
 *
 * @param contentHash of its rule, see {@link SegmentDefinition#contentHash}
 */
public record PublishedVersion(String id, int version, String contentHash) {

  /** Rules that changed although their version did not, and versions that went back. */
  public static List<Mistake> unversionedChanges(
      List<SegmentDefinition> definitions, Collection<PublishedVersion> published) {
    List<Mistake> mistakes = new ArrayList<>();
    for (SegmentDefinition definition : definitions) {
      List<PublishedVersion> own =
          published.stream().filter(p -> p.id().equals(definition.id())).toList();
      int latest = own.stream().mapToInt(PublishedVersion::version).max().orElse(0);
      boolean changed =
          own.stream()
              .filter(p -> p.version() == definition.version())
              .anyMatch(p -> !p.contentHash().equals(definition.contentHash()));
      if (definition.version() < latest) {
        mistakes.add(
            mistake(definition, "version " + latest + " was published already; write a later one"));
      } else if (changed) {
        mistakes.add(
            mistake(
                definition,
                "the rule changed since version "
                    + latest
                    + " was published; write version: "
                    + (latest + 1)));
      }
    }
    return mistakes;
  }

  private static Mistake mistake(SegmentDefinition definition, String message) {
    return Mistake.at(definition.at(), "version", definition.id() + ": " + message);
  }
}
