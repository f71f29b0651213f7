package io.segmentlake.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.models.segments.SegmentDefinition;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import io.segmentlake.pipelines.segments.EvaluatedSegments.Evaluation;
import io.segmentlake.pipelines.segments.SegmentDiff;
import io.segmentlake.pipelines.segments.SegmentDiff.Crowd;
import io.segmentlake.pipelines.segments.SegmentDiff.Sample;
import io.segmentlake.pipelines.segments.SegmentDiff.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftTextTest {
  @TempDir Path folder;

  @Test
  void showsWhoWouldComeAndGoAndWhatItsVersionMustBe() throws IOException {
    DraftText text =
        new DraftText(
            new EvaluatedSegments(
                LocalDate.parse("2026-06-30"),
                Map.of("loyal", evaluation(3), "same", evaluation(1), "vip", evaluation(1))),
            Map.of(
                "loyal", draft("loyal", 3, "orders_lifetime >= 5"),
                "fresh", draft("fresh", 1, "orders_lifetime >= 1"),
                "same", draft("same", 1, "orders_lifetime >= 2")),
            Map.of(
                "loyal", "another", "same", draft("same", 1, "orders_lifetime >= 2").contentHash()),
            List.of(
                new SegmentDiff(
                    "loyal",
                    crowd(10, "0", "0"),
                    crowd(1, "1500.50", "20"),
                    crowd(2, "100", "50.50"),
                    4,
                    Map.of(
                        Side.ENTERING, List.of(new Sample(1, "orders_lifetime ≥ 5")),
                        Side.LEAVING, List.of(new Sample(2, "")))),
                diff("fresh"),
                diff("same"),
                diff("vip")),
            "CZK");

    assertThat(text.toString())
        .startsWith("As of 2026-06-30; nothing is written.\n\nsegment  now  draft  enter  leave")
        .containsPattern("loyal +12 +11 +1 +2 +10 +4 +1,401 +-31\n")
        .endsWith(
            "loyal: the rule differs from that of version 3; give the draft version 4 before it is"
                + " deployed.\nloyal, would enter, for example\n  "
                + new CustomerId(1).text()
                + "  orders_lifetime ≥ 5\n\nloyal, would leave, for example\n  "
                + new CustomerId(2).text()
                + "  nothing is known any more\n\nfresh: new.\nsame: the rule is that of version 1.\n"
                + "vip: not in the draft, but builds on it.\n");
  }

  private SegmentDefinition draft(String id, int version, String when) throws IOException {
    Path own = Files.createDirectories(folder.resolve(id));
    Files.writeString(
        own.resolve(id + ".yaml"),
        """
        id: %s
        version: %d
        owner: test
        purpose: Compared.
        goals: [{kind: relationship, metric: replies}]
        channels: [email]
        when: %s
        """
            .formatted(id, version, when));
    return SegmentCatalogue.load(own).orThrow().get(0);
  }

  private static Evaluation evaluation(int version) {
    return new Evaluation(version, 100, 12, 0, BigDecimal.ZERO, Map.of(), 1);
  }

  private static SegmentDiff diff(String id) {
    Crowd nobody = crowd(0, "0", "0");
    return new SegmentDiff(id, nobody, nobody, nobody, 0, Map.of());
  }

  private static Crowd crowd(long persons, String revenue, String margin) {
    return new Crowd(persons, new BigDecimal(revenue), new BigDecimal(margin));
  }
}
