package io.segmentlake.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.pipelines.segments.SegmentTables;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentsReaderTest {
  private static final LocalDate DATE = LocalDate.parse("2024-03-31");

  @TempDir private Path folder;

  @Test
  void readsTheNewestVersionOnTheLastDateEvaluated() {
    Given given =
        new Given(folder)
            .table(
                SegmentTables.SIZES,
                """
                segment_id | version | as_of      | members | entered | left | revenue_365d
                vip        | 1       | 2024-03-30 | 10      | 3       | 1    | 1000
                vip        | 1       | 2024-03-31 | 12      | 3       | 1    | 1200
                vip        | 2       | 2024-03-31 | 15      | 5       | 0    | 1500
                old        | 1       | 2024-03-30 | 4       | 0       | 2    | 90
                vip        | 2       | 2024-04-02 | 99      | 9       | 9    | 9900
                """)
            .table(
                SegmentTables.DEFINITIONS,
                """
                segment_id | version | owner     | goals                                        | channels
                vip        | 1       | former    |                                              |
                vip        | 2       | retention | [{"kind":"purchase","metric":"orders_60d"}]  | ["email", "meta"]
                """)
            .table(
                SegmentTables.EVALUATIONS,
                """
                segment_id | version | as_of      | base | unknown
                vip        | 2       | 2024-03-31 | 60   | 2
                vip        | 2       | 2024-03-30 | 50   | 1
                """);
    SegmentsReader reader = new SegmentsReader(given.lakehouse());

    assertThat(reader.lastEvaluated(DATE.plusDays(1))).contains(DATE);
    assertThat(reader.lastEvaluated(DATE.minusDays(2))).isEmpty();
    SegmentsReader.Segments read = reader.read(DATE);
    assertThat(read.dates()).containsExactly(DATE.minusDays(1), DATE);
    SegmentData old = read.segments().get(0);
    assertThat(old.id()).isEqualTo("old");
    assertThat(old.size()).isEmpty();
    SegmentData vip = read.segments().get(1);
    assertThat(vip.version()).isEqualTo(2);
    assertThat(vip.owner()).isEqualTo("retention");
    assertThat(vip.definition().orElseThrow().goals()).containsExactly("purchase: orders_60d");
    assertThat(vip.definition().orElseThrow().channels()).containsExactly("email", "meta");
    assertThat(vip.evaluation()).contains(new SegmentData.Evaluation(60, 2));
    assertThat(vip.history()).extracting(SegmentData.Size::members).containsExactly(10L, 15L);
    assertThat(vip.size().orElseThrow().revenue()).isEqualByComparingTo("1500");
  }

  @Test
  void countsAPersonOnceWhoEntersSeveralSegments() {
    Given given =
        new Given(folder)
            .table(
                SegmentTables.CHANGES,
                """
                segment_id | version | as_of      | customer_id | change
                vip        | 1       | 2024-03-31 | 1           | entered
                old        | 1       | 2024-03-31 | 1           | entered
                old        | 1       | 2024-03-31 | 2           | left
                old        | 1       | 2024-03-30 | 3           | left
                """);

    assertThat(new SegmentsReader(given.lakehouse()).moved(DATE))
        .contains(new ReportData.Moved(1, 1));
  }
}
