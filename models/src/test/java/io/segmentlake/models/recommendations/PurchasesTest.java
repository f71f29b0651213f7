package io.segmentlake.models.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.sql.Date;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PurchasesTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Test
  void aDayHalfAYearBeforeTheLastOneCountsHalf() {
    Dataset<Row> lines =
        SPARK.table(
            "customer_id bigint, product_id string, event_on date",
            line(1L, "tea", "2026-06-30"),
            // Twice on one day is one day.
            line(1L, "tea", "2026-06-30"),
            line(1L, "tea", "2026-01-01"),
            line(1L, "cup", "2026-01-01"),
            // The last day of this person: nothing goes by while nobody buys.
            line(2L, "cup", "2020-01-01"),
            line(null, "tea", "2026-06-30"));

    assertThat(
            Purchases.of(lines)
                .selectExpr("customer_id", "to_json(purchases)")
                .orderBy("customer_id")
                .collectAsList())
        .containsExactly(
            RowFactory.create(
                1L,
                "[{\"product_id\":\"cup\",\"weight\":0.5},{\"product_id\":\"tea\",\"weight\":1.5}]"),
            RowFactory.create(2L, "[{\"product_id\":\"cup\",\"weight\":1.0}]"));
  }

  private static Row line(Long customer, String product, String day) {
    return RowFactory.create(customer, product, Date.valueOf(day));
  }
}
