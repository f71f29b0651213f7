package io.segmentlake.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.report.Given;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.ops.Runs;
import io.segmentlake.pipelines.segments.SegmentTables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatedDayTest {
  private static final LocalDate LATEST = LocalDate.parse("2024-04-10");

  @TempDir private Path folder;

  @Test
  void takesTheLastDateWhereNoneIsAskedForAndTheNewerVersion() {
    var evaluated = EvaluatedDay.of(given(), Optional.empty(), LATEST);

    assertThat(evaluated.date()).isEqualTo("2024-04-01");
    assertThat(evaluated.of("vip").orElseThrow().version()).isEqualTo(2);
    assertThat(evaluated.of("vip").orElseThrow().thresholds())
        .containsEntry("order_value.mean", new java.math.BigDecimal("12.5"));
    assertThat(evaluated.seq()).isEqualTo(7);
  }

  @Test
  void saysWhatWasEvaluatedWhereTheDateAskedForWasNot() {
    Lakehouse lakehouse = given();

    assertThatThrownBy(
            () -> EvaluatedDay.of(lakehouse, Optional.of(LocalDate.parse("2024-03-31")), LATEST))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "Cannot show segments as of 2024-03-31: not evaluated. Evaluated were 2 dates from"
                + " 2024-03-30 to 2024-04-01, the nearest 2024-03-30, 2024-04-01. To evaluate it,"
                + " run: segmentlake run daily --from 2024-03-31 --as-of 2024-03-31");
  }

  @Test
  void saysSoWhereNothingWasEvaluated() {
    Lakehouse empty = new Given(folder).lakehouse();

    assertThatThrownBy(() -> EvaluatedDay.of(empty, Optional.empty(), LATEST))
        .hasMessageContaining("not evaluated. No date has been.");
  }

  @Test
  void takesTheLastDateThatHadBeenEvaluatedByAnIngestRun() {
    Lakehouse lakehouse = givenWithRuns();

    assertThat(EvaluatedDay.of(lakehouse, Optional.empty(), LATEST, OptionalLong.of(6)).date())
        .isEqualTo("2024-03-30");
    assertThat(EvaluatedDay.of(lakehouse, Optional.empty(), LATEST, OptionalLong.of(7)).date())
        .isEqualTo("2024-04-01");
    assertThat(EvaluatedDay.of(lakehouse, Optional.empty(), LATEST, OptionalLong.empty()).date())
        .isEqualTo("2024-04-01");
  }

  @Test
  void refusesADateThatHadNotBeenEvaluatedByAnIngestRun() {
    Lakehouse lakehouse = givenWithRuns();
    Optional<LocalDate> asked = Optional.of(LocalDate.parse("2024-04-01"));

    assertThatThrownBy(() -> EvaluatedDay.of(lakehouse, asked, LATEST, OptionalLong.of(6)))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "Cannot show segments as of 2024-04-01 as they were known after ingest run 6: not"
                + " evaluated by then. The last date that had been is 2024-03-31.");
    assertThatThrownBy(() -> EvaluatedDay.of(lakehouse, asked, LATEST, OptionalLong.of(4)))
        .hasMessageEndingWith("not evaluated by then. No date had been.");
  }

  private Lakehouse givenWithRuns() {
    given();
    return new Given(folder)
        .table(
            Runs.TABLE,
            """
            job      | as_of      | started_at          | arrived_seq
            segments | 2024-03-30 | 2024-03-31 05:00:00 | 5
            segments | 2024-03-31 | 2024-04-01 05:00:00 | 6
            customer | 2024-04-01 | 2024-04-02 05:00:00 | 6
            segments | 2024-04-01 | 2024-04-02 05:00:00 | 7
            """)
        .lakehouse();
  }

  private Lakehouse given() {
    return new Given(folder)
        .table(
            SegmentTables.EVALUATIONS,
            """
            segment_id | version | as_of      | base | members | unknown | thresholds                  | arrived_seq
            vip        | 1       | 2024-03-30 | 9    | 3       | 0       | {}                          | 5
            vip        | 2       | 2024-04-01 | 9    | 4       | 1       | {"order_value.mean":"12.5"} | 7
            vip        | 1       | 2024-04-01 | 9    | 2       | 1       | {}                          | 6
            """)
        .lakehouse();
  }
}
