package io.segmentlake.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.features.ShopStatistics;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomersReaderTest {
  @TempDir private Path folder;

  @Test
  void sumsUpByScoresAndByMonthOfTheFirstOrder() {
    Given given =
        new Given(folder)
            .table(
                FeatureColumns.CUSTOMER,
                """
                customer_id | as_of      | recency_score | frequency_score | rfm_group | revenue_lifetime | revenue_365d | first_order_on | order_dates
                1           | 2024-03-31 | 5             | 1               | recent    | 100              | 60           | 2024-03-01     | ["2024-03-01"]
                2           | 2024-03-31 | 5             | 1               | recent    | 50               | 50           | 2024-02-01     | ["2024-02-01", "2024-03-30"]
                3           | 2024-03-31 | 2             | 3               | at_risk   | 900              | 0            | 2023-01-01     | ["2023-01-01", "2023-01-05"]
                4           | 2024-03-31 |               |                 |           | 0                | 0            |                |
                """)
            .table(
                ShopStatistics.SHOP,
                """
                as_of      | name               | category | statistic | value
                2024-03-31 | recency_days       |          | edge_1    | 9
                2024-03-31 | gap_between_orders | coffee   | median    | 30
                2024-03-30 | recency_days       |          | edge_2    | 8
                """);

    CustomerData customers = new CustomersReader(given.lakehouse()).read().orElseThrow();

    assertThat(customers.asOf()).isEqualTo("2024-03-31");
    assertThat(customers.persons()).isEqualTo(4);
    assertThat(customers.buyers()).isEqualTo(3);
    assertThat(customers.recencyDays()).containsExactly(9);
    assertThat(customers.statistics())
        .containsExactly(new CustomerData.Statistic("recency_days", "edge_1", amount("9.0000")));
    assertThat(customers.cells())
        .containsExactlyInAnyOrder(
            new CustomerData.Cell(5, 1, "recent", 2, amount("150.0000"), amount("110.0000")),
            new CustomerData.Cell(2, 3, "at_risk", 1, amount("900.0000"), amount("0.0000")),
            new CustomerData.Cell(0, 0, "", 1, amount("0.0000"), amount("0.0000")));
    assertThat(customers.cohorts())
        .containsExactly(
            new CustomerData.Cohort(LocalDate.parse("2024-02-01"), 1, 0, 1, 1, 1),
            new CustomerData.Cohort(LocalDate.parse("2024-03-01"), 1, 0, 0, 0, 0));
  }

  private static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }
}
