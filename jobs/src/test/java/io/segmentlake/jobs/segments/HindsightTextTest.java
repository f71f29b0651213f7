package io.segmentlake.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.report.Given;
import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import io.segmentlake.pipelines.segments.Hindsight;
import io.segmentlake.pipelines.segments.SegmentTables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HindsightTextTest {
  @TempDir private Path folder;

  @Test
  void comparesThoseInAsPublishedThenWithThoseInAsKnownNow() {
    Given given =
        new Given(folder)
            .table(
                SegmentTables.EVALUATIONS,
                """
                segment_id | version | as_of      | base | members | unknown | thresholds | arrived_seq
                calm       | 1       | 2024-03-31 | 9    | 0       | 0       | {}         | 7
                vip        | 2       | 2024-03-31 | 9    | 3       | 0       | {}         | 7
                """)
            .table(
                SegmentTables.MEMBERSHIP,
                """
                segment_id | version | customer_id | valid_from          | valid_to            | known_from | known_to
                vip        | 1       | 1           | 2024-03-01 00:00:00 |                     | 2          | 7
                vip        | 2       | 1           | 2024-03-01 00:00:00 |                     | 7          |
                vip        | 1       | 2           | 2024-03-01 00:00:00 |                     | 3          | 7
                vip        | 2       | 3           | 2024-03-20 00:00:00 |                     | 7          |
                vip        | 2       | 4           | 2024-03-20 00:00:00 | 2024-04-05 00:00:00 | 4          |
                gone       | 1       | 5           | 2024-03-20 00:00:00 |                     | 2          | 4
                gone       | 1       | 6           | 2024-03-20 00:00:00 | 2024-03-30 00:00:00 | 2          |
                """)
            .table(
                SegmentTables.DEFINITIONS,
                """
                segment_id | version | owner | purpose | goals                                   | channels  | priority | rule
                vip        | 1       | crm   | The best | [{"kind":"trust","metric":"replies"}] | ["email"] | 50       | orders_lifetime >= 4
                vip        | 2       | crm   | The best | [{"kind":"trust","metric":"replies"}] | ["email"] | 50       | orders_lifetime >= 5
                """);
    EvaluatedSegments evaluated =
        EvaluatedSegments.at(given.lakehouse(), LocalDate.parse("2024-03-31"));
    Hindsight hindsight = new Hindsight(given.lakehouse(), ZoneOffset.UTC, evaluated, 3);
    HindsightText text = new HindsightText(evaluated, 3);

    assertThat(text.list(hindsight.counts()))
        .isEqualTo(
            """
            As of 2024-03-31, then: published up to ingest run 3, now: after run 7.

            segment  version  then  now  only then  only now
            ───────  ───────  ────  ───  ─────────  ────────
            calm           1     0    0          0         0
            gone           1     1    0          1         0
            vip            1     2    3          1         2
            """);
    assertThat(text.show(hindsight, hindsight.counts().get(2)))
        .isEqualTo(
            """
            vip v1 as of 2024-03-31, published up to ingest run 3
              purpose           The best
              goal              trust: replies
              channels          email
              owner             crm
              priority          50
              rule              orders_lifetime >= 4
              members then      2
              members now       3, after ingest run 7
              only then         1
              only now          2
              only then, as     segmentlake explain %s vip --as-of 2024-03-31 --known-at 3
              only now, as      segmentlake explain %s vip --as-of 2024-03-31
                                segmentlake explain %s vip --as-of 2024-03-31
            """
                .formatted(id(2), id(3), id(4)));
  }

  private static String id(long customer) {
    return new CustomerId(customer).text();
  }
}
