package io.segmentlake.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.pipelines.ops.Runs;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportReaderTest {
  private static final LocalDate DATE = LocalDate.parse("2024-03-31");

  @TempDir private Path folder;

  @Test
  void readsTheDateAskedForWhereNothingWasEvaluated() {
    Given given =
        new Given(folder)
            .table(
                Runs.TABLE,
                """
                job    | as_of      | started_at           | seconds | status    | tables
                silver | 2024-03-31 | 2024-04-01T03:00:00Z | 9.5     | WRITTEN   | []
                silver | 2024-03-31 | 2024-04-01T05:00:00Z | 1.25    | WRITTEN   | [{"table": "silver.orders", "rows": 12}]
                silver | 2024-03-31 | 2024-04-01T06:00:00Z | 0.5     | NO_CHANGE | []
                silver | 2024-04-01 | 2024-04-02T05:00:00Z | 7       | WRITTEN   | []
                """);

    ReportData data = new ReportReader(given.lakehouse()).read("demo", "CZK", DATE, Instant.EPOCH);

    assertThat(data.date()).isEqualTo(DATE);
    assertThat(data.runs())
        .containsExactly(
            new ReportData.JobRun(
                "silver", 1.25, "WRITTEN", List.of(new ReportData.TableRows("silver.orders", 12))));
    assertThat(data.segments()).isEmpty();
    assertThat(data.moved()).isEmpty();
    assertThat(data.customers()).isEmpty();
    assertThat(data.days()).isEmpty();
    assertThat(data.quality()).isEqualTo(new QualityData(List.of(), List.of(), List.of()));
  }
}
