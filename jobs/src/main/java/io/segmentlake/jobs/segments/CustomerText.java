package io.segmentlake.jobs.segments;

import io.segmentlake.models.segments.Explanation;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.pipelines.segments.CustomerSegments.Membership;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code explain} prints of a customer.
 *
 * @param evaluated the date shown
 * @param memberships of the customer at that date
 */
public record CustomerText(EvaluatedSegments evaluated, List<Membership> memberships) {

  public CustomerText {
    memberships = List.copyOf(memberships);
  }

  /** A line for each segment it is in, with the first date and the reason it came in. */
  public String overview() {
    if (memberships.isEmpty()) {
      return "As of " + evaluated.date() + " in no segment.\n";
    }
    StringBuilder text = new StringBuilder("As of " + evaluated.date() + " in:\n");
    int width = memberships.stream().mapToInt(m -> m.segmentId().length()).max().orElse(0);
    for (Membership membership : memberships) {
      String padding = " ".repeat(width - membership.segmentId().length());
      text.append("  " + membership.segmentId() + padding + "  since " + since(membership) + "\n");
    }
    return text.toString();
  }

  /**
   * The explanation, since when it has been so, and what differs from the definitions in force.
   *
   * @param inForce the definitions as the files have them now
   */
  public String one(Explanation explanation, SegmentCatalogue inForce) {
    String id = explanation.segmentId();
    String differing =
        evaluated.of(id).isEmpty()
            ? ", when the segment was not evaluated"
            : inForce.segments().stream()
                .filter(definition -> definition.id().equals(id))
                .findFirst()
                .map(definition -> differing(explanation.version(), definition.version()))
                .orElse(", by the rule of then; it is no longer defined");
    return explanation.text() + membership(id) + "  as of " + evaluated.date() + differing + "\n";
  }

  private static String differing(int then, int now) {
    return then == now ? "" : ", by the rule of then; version " + now + " is in force now";
  }

  /**
   * What can be told where the rule that was evaluated cannot be worked out again.
   *
   * @param rule in words
   */
  public String inWords(String segmentId, String rule) {
    return segmentId
        + evaluated.of(segmentId).map(e -> " v" + e.version()).orElse("")
        + ": its parts cannot be shown: the lakehouse has the rule of then in words only\n"
        + ("  rule: " + rule + "\n")
        + membership(segmentId)
        + ("  as of " + evaluated.date() + "\n");
  }

  private String membership(String segmentId) {
    return memberships.stream()
        .filter(m -> m.segmentId().equals(segmentId))
        .map(m -> "  in since " + since(m) + "\n")
        .collect(Collectors.joining());
  }

  private static String since(Membership membership) {
    String reason = membership.reason();
    return membership.since() + (reason.isEmpty() ? "" : "  " + reason);
  }
}
