package io.segmentlake.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.pipelines.bronze.BronzeTables;
import io.segmentlake.pipelines.silver.SilverTables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityReaderTest {
  private static final LocalDate DATE = LocalDate.parse("2024-03-31");

  @TempDir private Path folder;

  @Test
  void countsRecordsOfValidFilesReasonsAndEventsByDay() {
    Given given =
        new Given(folder)
            .table(
                BronzeTables.FILES,
                """
                file_id | source | feed   | arrived_seq | superseded_seq | records | ok | quarantined
                1       | demo   | orders | 1           |                | 10      | 8  | 2
                2       | demo   | orders | 2           |                | 5       | 5  | 0
                3       | demo   | orders | 1           | 2              | 100     | 90 | 10
                """)
            .table(
                BronzeTables.QUARANTINE,
                """
                source | feed   | file_id | reason              | raw
                demo   | orders | 1       | amount: no number   | jana@example.com;x
                demo   | orders | 1       | amount: no number   | petr@example.com;y
                demo   | orders | 3       | of a file replaced  | z
                """)
            .table(
                SilverTables.ORDERS,
                """
                event_on   | event_month | source | superseded_seq
                2024-03-29 | 2024-03     | demo   |
                2024-03-29 | 2024-03     | demo   |
                2024-03-30 | 2024-03     | demo   | 2
                2024-02-25 | 2024-02     | demo   |
                """)
            .table(
                SilverTables.REFUNDS,
                """
                event_on   | event_month | source
                2023-03-29 | 2023-03     | demo
                """);

    QualityData quality = new QualityReader(given.lakehouse()).read(DATE);

    assertThat(quality.feeds())
        .containsExactly(new QualityData.Feed("demo", "orders", 2, 1, 15, 13, 2));
    assertThat(quality.reasons())
        .containsExactly(new QualityData.Reason("demo", "orders", "amount: no number", 2));
    assertThat(quality.volumes()).hasSize(2);
    QualityData.Volume orders = quality.volumes().get(0);
    assertThat(orders.stream()).isEqualTo("orders");
    assertThat(orders.newest()).contains(DATE.minusDays(2));
    assertThat(orders.days()).hasSize(35).endsWith(0L, 2L, 0L, 0L);
    assertThat(quality.volumes().get(1))
        .isEqualTo(new QualityData.Volume("", "refunds", Optional.empty(), List.of()));
  }
}
