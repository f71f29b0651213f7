package io.segmentlake.jobs.segments;

import io.segmentlake.models.segments.Explanation;
import io.segmentlake.pipelines.segments.CustomerSegments.Membership;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import java.util.List;

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

  /** The explanation, since when it has been so, and what differs from what was evaluated. */
  public String one(Explanation explanation) {
    StringBuilder text = new StringBuilder(explanation.text());
    memberships.stream()
        .filter(m -> m.segmentId().equals(explanation.segmentId()))
        .forEach(m -> text.append("  in since " + since(m) + "\n"));
    text.append("  as of " + evaluated.date());
    evaluated
        .of(explanation.segmentId())
        .ifPresentOrElse(
            e -> {
              if (e.version() != explanation.version()) {
                text.append(", when version " + e.version() + " was evaluated");
              }
            },
            () -> text.append(", when the segment was not evaluated"));
    return text.append("\n").toString();
  }

  private static String since(Membership membership) {
    String reason = membership.reason();
    return membership.since() + (reason.isEmpty() ? "" : "  " + reason);
  }
}
