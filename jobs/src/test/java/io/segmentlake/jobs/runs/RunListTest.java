package io.segmentlake.jobs.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.pipelines.ops.Runs.Past;
import io.segmentlake.pipelines.ops.Runs.Stage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunListTest {
  private static final LocalDate DAY = LocalDate.parse("2026-06-27");
  private static final List<Stage> INGEST =
      List.of(new Stage("bronze.Ingest.run", 4, new BigDecimal("2.0")));
  private static final List<Stage> SEGMENTS =
      List.of(
          new Stage("segments.Segments.counts", 9, new BigDecimal("3.1")),
          new Stage("segments.Changes.write", 1, new BigDecimal("0.2")));

  @Test
  void comparesARunWithThoseBeforeItThatDidTheSame() {
    List<Past> past = new ArrayList<>();
    past.addAll(run(0, 20, 10, 500));
    past.addAll(run(1, 21, 9, 400));
    past.addAll(run(2, 4, 1, 0));
    past.addAll(run(3, 22, 10, 450));
    past.addAll(run(4, 40, 23, 480));

    assertThat(RunList.of(past, 3))
        .isEqualTo(
            """
            started (UTC)     as of       jobs  tables  rows  seconds  usual   slowest job  its slowest stage
            ────────────────  ──────────  ────  ──────  ────  ───────  ──────  ───────────  ─────────────────────
            2026-06-30 03:00  2026-06-29     2       0     0  5.0              ingest 4.0   bronze.Ingest.run 2.0
            2026-07-01 03:00  2026-06-30     2       4   450  32.0             ingest 22.0  bronze.Ingest.run 2.0
            2026-07-02 03:00  2026-07-01     2       4   480  63.0     2.10 ×  ingest 40.0  bronze.Ingest.run 2.0
            """);
  }

  @Test
  void showsOneJobRunByRun() {
    List<Past> past = new ArrayList<>();
    past.addAll(run(0, 20, 10, 500));
    past.addAll(run(1, 10, 5, 400));

    assertThat(RunList.ofJob(past, "segments", 10))
        .isEqualTo(
            """
            started (UTC)     as of       tables  rows  seconds                        slowest stages
            ────────────────  ──────────  ──────  ────  ───────  ────────────────────  ────────────────────────────────────────────────────────
            2026-06-28 03:00  2026-06-27       1   500  10.0     ████████████████████  segments.Segments.counts 3.1, segments.Changes.write 0.2
            2026-06-29 03:00  2026-06-28       1   400  5.0      ██████████            segments.Segments.counts 3.1, segments.Changes.write 0.2
            """);
    assertThat(RunList.ofJob(past, "segmnets", 10)).isEmpty();
  }

  @Test
  void saysThatNothingRan() {
    assertThat(RunList.of(List.of(), 10))
        .isEqualTo("Nothing has run yet. Run: segmentlake run daily\n");
  }

  private static List<Past> run(int day, double ingest, double segments, long rows) {
    LocalDate asOf = DAY.plusDays(day);
    Instant started = Instant.parse("2026-06-28T03:00:00Z").plusSeconds(86_400L * day);
    String id = "run-" + day;
    return List.of(
        new Past(id, "ingest", asOf, started, ingest, 0, rows == 0 ? 0 : 3, INGEST),
        new Past(id, "segments", asOf, started, segments, rows, rows == 0 ? 0 : 1, SEGMENTS));
  }
}
