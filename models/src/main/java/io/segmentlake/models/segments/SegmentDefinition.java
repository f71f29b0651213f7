package io.segmentlake.models.segments;

import io.segmentlake.models.configuration.Location;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Unparser;
import java.util.List;

/**
 * One segment as its file says it, parameters bound.
 *
 * @param id stable for ever
 * @param version from 1; a changed rule needs a new one
 * @param measures by the names that only this definition knows
 * @param ranks conditions over all customers, by their names
 * @param when the rule
 * @param at where the definition starts
 */
public record SegmentDefinition(
    String id,
    int version,
    SegmentBrief brief,
    List<Measure> measures,
    List<Rank> ranks,
    Node when,
    Location at) {

  public SegmentDefinition {
    measures = List.copyOf(measures);
    ranks = List.copyOf(ranks);
  }

  public String file() {
    return at.file();
  }

  /** The rule in normal form, for people: the condition, then what its names stand for. */
  public String rule() {
    StringBuilder text = new StringBuilder(Unparser.text(when));
    measures.forEach(m -> text.append("; ").append(m.name()).append(" = ").append(m.text()));
    ranks.forEach(r -> text.append("; ").append(r.name()).append(" = ").append(r.text()));
    return text.toString();
  }

  /** A file that says the same: {@link SegmentCatalogue#parse} makes this definition of it. */
  public String source() {
    return DefinitionSource.of(this);
  }

  /**
   * The same of a definition of which only the rule in words is known; one with measures or ranks
   * cannot be read again.
   */
  public static String source(String id, int version, SegmentBrief brief, String rule) {
    return DefinitionSource.of(id, version, brief, rule);
  }

  /** Changes whenever the rule does, and with nothing else: not with names, not with the brief. */
  public String contentHash() {
    return Digest.of(Unparser.text(new RuleResolver(this).when()), 32);
  }
}
