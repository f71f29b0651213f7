package io.segmentlake.models.clv;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.math.BigDecimal;
import java.sql.Date;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrderHistoriesTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Test
  void tellsRepeatOrdersAndTheirTimesInDays() {
    var features =
        SPARK.table(
            "customer_id bigint, as_of date, first_order_on date, last_order_on date,"
                + " order_days int, revenue_lifetime decimal(28,4)",
            RowFactory.create(
                1L, day("2026-03-01"), day("2026-01-01"), day("2026-02-10"), 3, money("90")),
            RowFactory.create(
                2L, day("2026-03-01"), day("2026-03-01"), day("2026-03-01"), 1, money("12.5")),
            RowFactory.create(3L, day("2026-03-01"), null, null, 0, money("0")));

    assertThat(
            OrderHistories.of(features)
                .select("customer_id", "frequency", "recency", "age", "monetary_value")
                .collectAsList())
        .containsExactly(
            RowFactory.create(1L, 2, 40, 59, 30.0),
            RowFactory.create(2L, 0, 0, 0, 12.5),
            RowFactory.create(3L, null, null, null, null));
  }

  private static Date day(String text) {
    return Date.valueOf(text);
  }

  private static BigDecimal money(String text) {
    return new BigDecimal(text).setScale(4);
  }
}
