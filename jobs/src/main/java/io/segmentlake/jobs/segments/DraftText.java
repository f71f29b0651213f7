package io.segmentlake.jobs.segments;

import io.segmentlake.jobs.TextTable;
import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.models.segments.SegmentDefinition;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import io.segmentlake.pipelines.segments.EvaluatedSegments.Evaluation;
import io.segmentlake.pipelines.segments.SegmentDiff;
import io.segmentlake.pipelines.segments.SegmentDiff.Sample;
import io.segmentlake.pipelines.segments.SegmentDiff.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code segments diff} prints.
 *
 * @param evaluated the date compared at
 * @param drafts by id
 * @param hashes of the versions evaluated, by id
 * @param diffs of the drafts, then of the segments that build on them
 * @param currency of the shop
 */
public record DraftText(
    EvaluatedSegments evaluated,
    Map<String, SegmentDefinition> drafts,
    Map<String, String> hashes,
    List<SegmentDiff> diffs,
    String currency) {

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("As of " + evaluated.date() + "; nothing is written.\n\n" + table());
    diffs.forEach(
        diff -> {
          note(diff.segmentId()).ifPresent(n -> text.append("\n" + diff.segmentId() + ": " + n));
          samples(text, diff, Side.ENTERING, "would enter");
          samples(text, diff, Side.LEAVING, "would leave");
        });
    return text + "\n";
  }

  private String table() {
    TextTable table =
        new TextTable(
            "segment",
            "now",
            "draft",
            "enter",
            "leave",
            "stay",
            "unknown",
            "revenue 365 d +/−, " + currency,
            "known margin 365 d +/−, " + currency);
    for (SegmentDiff diff : diffs) {
      table.row(
          diff.segmentId(),
          diff.now(),
          diff.drafted(),
          diff.entering().persons(),
          diff.leaving().persons(),
          diff.staying().persons(),
          diff.unknown(),
          whole(diff.revenueChange()),
          whole(diff.marginChange()));
    }
    return table.toString();
  }

  /** What the person who deploys the draft has to know of its version. */
  private Optional<String> note(String id) {
    SegmentDefinition draft = drafts.get(id);
    Optional<Evaluation> now = evaluated.of(id);
    if (draft == null) {
      return Optional.of("not in the draft, but builds on it.");
    } else if (now.isEmpty()) {
      return Optional.of("new.");
    }
    int version = now.get().version();
    if (draft.contentHash().equals(hashes.get(id))) {
      return Optional.of("the rule is that of version " + version + ".");
    }
    return draft.version() > version
        ? Optional.empty()
        : Optional.of(
            "the rule differs from that of version "
                + version
                + "; give the draft version "
                + (version + 1)
                + " before it is deployed.");
  }

  private static void samples(StringBuilder text, SegmentDiff diff, Side side, String what) {
    List<Sample> samples = diff.samples().getOrDefault(side, List.of());
    if (!samples.isEmpty()) {
      text.append("\n" + diff.segmentId() + ", " + what + ", for example\n");
    }
    for (Sample sample : samples) {
      String reason = sample.reason().isEmpty() ? "nothing is known any more" : sample.reason();
      text.append("  " + new CustomerId(sample.customerId()).text() + "  " + reason + "\n");
    }
  }

  private static long whole(BigDecimal amount) {
    return amount.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }
}
