package io.segmentlake.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.pipelines.silver.SilverTables;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevenueReaderTest {
  private static final LocalDate DATE = LocalDate.parse("2024-03-31");

  @TempDir private Path folder;

  @Test
  void takesCancellationsAndRefundsOffAndCountsGuests() {
    Given given =
        new Given(folder)
            .table(
                SilverTables.ORDERS,
                """
                event_on   | event_month | customer_id | kind         | is_counted | gross_amount | margin_amount | superseded_seq
                2024-03-31 | 2024-03     | 7           | order        | true       | 100          | 40            |
                2024-03-31 | 2024-03     |             | order        | true       | 50           |               |
                2024-03-31 | 2024-03     | 7           | cancellation | false      | -30          | -12           |
                2024-03-31 | 2024-03     | 7           | adjustment   | false      | -999         | -999          |
                2024-03-31 | 2024-03     | 7           | order        | true       | 888          | 8             | 2
                2024-04-01 | 2024-04     | 7           | order        | true       | 777          | 7             |
                """)
            .table(
                SilverTables.REFUNDS,
                """
                event_on   | event_month | customer_id | amount | refund_amount | refund_cost
                2024-03-31 | 2024-03     | 7           | 20     | 20            | 5
                2024-03-30 | 2024-03     | 7           | 1      | 1             |
                2024-03-30 | 2024-03     | 7           | 500    |               |
                """);

    assertThat(new RevenueReader(given.lakehouse()).read(DATE))
        .containsExactly(
            new RevenueDay(
                DATE.minusDays(1), 0, amount("-1.0000"), amount("0.0000"), amount("-1.0000"), 0),
            new RevenueDay(DATE, 2, amount("100.0000"), amount("50.0000"), amount("13.0000"), 1));
  }

  private static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }
}
