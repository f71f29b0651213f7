package io.segmentlake.models.segments;

import java.util.List;
import java.util.Optional;

/**
 * Why a customer belongs to a segment or not.
 *
 * @param verdict yes, no or unknown
 * @param parts of the rule, in its order
 * @param nearestMiss for those who do not belong, where few changes would make them
 */
public record Explanation(
    String segmentId,
    int version,
    Verdict verdict,
    List<Part> parts,
    Optional<NearestMiss> nearestMiss) {

  /**
   * One part of a rule.
   *
   * @param depth 0 for the whole rule, more for its parts
   * @param text {@code all of}, {@code any of}, {@code not}, {@code member of …}, or the observed
   *     value of a condition
   * @param needed the condition on that value; empty for what has parts itself
   */
  public record Part(int depth, String text, String needed, Verdict verdict) {}

  /** For a terminal, one line per part. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(segmentId + " v" + version + ": " + verdict.word() + "\n");
    for (Part part : parts) {
      String needs = part.needed().isEmpty() ? "" : "   needs " + part.needed();
      text.append(
          "  %-8s%s%s%s\n"
              .formatted(part.verdict().word(), "  ".repeat(part.depth()), part.text(), needs));
    }
    nearestMiss.ifPresent(
        miss -> {
          text.append("  nearest miss\n");
          miss.changes().forEach(change -> text.append("    " + change.text() + "\n"));
        });
    return text.toString();
  }
}
