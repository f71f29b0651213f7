package io.segmentlake.models.propensity;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CampaignOrdersTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Test
  void anOrderCountsWithinFiveDaysOfTheFirstEmailOfTheWeek() {
    Dataset<Row> delivered =
        SPARK.table(
            "customer_id bigint, occurred_at timestamp, event_on date",
            delivered(1, "2026-06-02T09:00:00Z"),
            delivered(2, "2026-06-02T09:00:00Z"),
            delivered(3, "2026-06-08T09:00:00Z"),
            delivered(4, "2026-06-02T09:00:00Z"),
            // The first of the week decides, not the last.
            delivered(4, "2026-06-07T09:00:00Z"),
            // On the cut-off, and eight days after it.
            delivered(5, "2026-06-01T09:00:00Z"),
            delivered(5, "2026-06-09T09:00:00Z"));
    Dataset<Row> orders =
        SPARK.table(
            "customer_id bigint, ordered_at timestamp",
            order(1, "2026-06-07T09:00:00Z"),
            // A second too late, and one before the e-mail came.
            order(2, "2026-06-07T09:00:01Z"),
            order(2, "2026-06-02T08:59:59Z"),
            order(3, "2026-06-08T09:00:01Z"),
            order(4, "2026-06-08T09:00:00Z"),
            order(5, "2026-06-02T09:00:00Z"));
    Dataset<Row> dates = SPARK.table("as_of date", RowFactory.create(date("2026-06-01")));

    assertThat(
            CampaignOrders.after(delivered, orders, dates).orderBy("customer_id").collectAsList())
        .containsExactly(
            RowFactory.create(date("2026-06-01"), 1L, 1.0),
            RowFactory.create(date("2026-06-01"), 2L, 0.0),
            RowFactory.create(date("2026-06-01"), 3L, 1.0),
            RowFactory.create(date("2026-06-01"), 4L, 0.0));
  }

  private static Row delivered(long customer, String at) {
    return RowFactory.create(customer, instant(at), date(at.substring(0, 10)));
  }

  private static Row order(long customer, String at) {
    return RowFactory.create(customer, instant(at));
  }

  private static Timestamp instant(String at) {
    return Timestamp.from(Instant.parse(at));
  }

  private static Date date(String day) {
    return Date.valueOf(day);
  }
}
