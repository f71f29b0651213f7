package io.segmentlake.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.report.Given;
import io.segmentlake.pipelines.segments.SegmentTables;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentListTest {
  private static final LocalDate FIRST = LocalDate.parse("2024-01-01");

  @TempDir private Path folder;

  @Test
  void showsEachSegmentOnceInTheVersionOfTheLastDate() {
    Given given =
        new Given(folder)
            .table(
                SegmentTables.EVALUATIONS,
                """
                segment_id | version | as_of
                vip        | 1       | 2024-03-30
                gone       | 1       | 2024-03-30
                vip        | 2       | 2024-03-31
                """)
            .table(
                SegmentTables.SIZES,
                """
                segment_id | version | as_of      | members | share | entered | left | revenue_365d
                vip        | 1       | 2024-03-30 | 10      | 0.1   | 3       | 1    | 1000
                gone       | 1       | 2024-03-30 | 4       | 0.04  | 0       | 2    | 90
                vip        | 2       | 2024-03-31 | 1500    | 0.125 | 15      | 0    | 1500.5
                """);

    assertThat(SegmentList.of(given.lakehouse(), LocalDate.parse("2024-04-05")))
        .hasToString(
            """
            segment  members  share   entered  left  revenue 365 d  trend
            ───────  ───────  ──────  ───────  ────  ─────────────  ─────
            vip        1,500  12.5 %       15     0          1,501  ▁█
            Trends from 2024-03-30 to 2024-03-31.
            """);
    assertThat(SegmentList.of(given.lakehouse(), LocalDate.parse("2024-03-30")).toString())
        .contains("gone", "vip           10");
    assertThat(SegmentList.of(given.lakehouse(), LocalDate.parse("2024-03-29")).isEmpty()).isTrue();
  }

  @Test
  void showsFourteenDatesOfALongRange() {
    StringBuilder evaluations = new StringBuilder("segment_id | version | as_of\n");
    StringBuilder sizes =
        new StringBuilder(
            "segment_id | version | as_of | members | entered | left | revenue_365d\n");
    for (int day = 0; day < 40; day++) {
      evaluations.append("vip | 1 | " + FIRST.plusDays(day) + "\n");
      sizes.append("vip | 1 | " + FIRST.plusDays(day) + " | " + day + " | 1 | 0 | 5\n");
    }
    Given given =
        new Given(folder)
            .table(SegmentTables.EVALUATIONS, evaluations.toString())
            .table(SegmentTables.SIZES, sizes.toString());

    assertThat(SegmentList.of(given.lakehouse(), FIRST.plusDays(39)).toString())
        .contains("5  ▁▁▂▂▃▃▄▄▅▅▆▆▇█\n")
        .contains("Trends from 2024-01-01 to 2024-02-09.");
  }
}
