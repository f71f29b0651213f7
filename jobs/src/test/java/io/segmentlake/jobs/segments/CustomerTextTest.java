package io.segmentlake.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.segments.Explanation;
import io.segmentlake.models.segments.Explanation.Part;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.models.segments.Verdict;
import io.segmentlake.pipelines.segments.CustomerSegments.Membership;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import io.segmentlake.pipelines.segments.EvaluatedSegments.Evaluation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CustomerTextTest {
  private static final LocalDate DATE = LocalDate.parse("2025-03-05");
  private static final CustomerText TEXT =
      new CustomerText(
          new EvaluatedSegments(
              DATE, Map.of("vip", new Evaluation(1, 9, 3, 0, BigDecimal.ZERO, Map.of(), 7))),
          List.of(new Membership("vip", 1, DATE.minusDays(2), "orders_lifetime is 4 (>= 4)")));

  @Test
  void saysThatAnotherVersionIsInForceNow() {
    assertThat(TEXT.one(explanation("vip"), inForce("vip", 2)))
        .isEqualTo(
            """
            vip v1: yes
              yes     orders_lifetime is 4   needs >= 4
              in since 2025-03-03  orders_lifetime is 4 (>= 4)
              as of 2025-03-05, by the rule of then; version 2 is in force now
            """);
    assertThat(TEXT.one(explanation("vip"), inForce("vip", 1))).endsWith("as of 2025-03-05\n");
    assertThat(TEXT.one(explanation("vip"), inForce("other", 1)))
        .endsWith("as of 2025-03-05, by the rule of then; it is no longer defined\n");
    assertThat(TEXT.one(explanation("other"), inForce("other", 1)))
        .endsWith("as of 2025-03-05, when the segment was not evaluated\n");
  }

  @Test
  void tellsWhatItKnowsWhereTheRuleOfThenIsThereInWordsOnly() {
    assertThat(TEXT.inWords("vip", "teas >= 4; teas = count order_lines"))
        .isEqualTo(
            """
            vip v1: its parts cannot be shown: the lakehouse has the rule of then in words only
              rule: teas >= 4; teas = count order_lines
              in since 2025-03-03  orders_lifetime is 4 (>= 4)
              as of 2025-03-05
            """);
  }

  private static Explanation explanation(String id) {
    List<Part> parts = List.of(new Part(0, "orders_lifetime is 4", ">= 4", Verdict.TRUE));
    return new Explanation(id, 1, Verdict.TRUE, parts, Optional.empty());
  }

  private static SegmentCatalogue inForce(String id, int version) {
    return SegmentCatalogue.parse(
        Map.of(
            id,
            """
            id: %s
            version: %d
            owner: crm
            purpose: A test.
            goals: [{kind: trust, metric: replies}]
            when: orders_lifetime >= 5
            """
                .formatted(id, version)));
  }
}
