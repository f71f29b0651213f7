package io.segmentlake.models.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.recommendations.Assortment.Product;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AssortmentTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Test
  void ordersOfAFortnightAgoCountHalfAndThoseOfAQuarterAgoNothing() {
    Assortment assortment =
        Assortment.of(
            SPARK.table(
                "order_id string, product_id string, event_on date",
                line("A", "tea", "2026-06-30"),
                line("A", "tea", "2026-06-30"),
                line("B", "tea", "2026-06-16"),
                line("B", "cup", "2026-06-16"),
                line("C", "cup", "2026-06-16"),
                line("C", "jug", "2026-04-01"),
                line("D", "pot", "2026-07-01")),
            SPARK.table(
                "product_id string, category string",
                RowFactory.create("tea", "drinks"),
                RowFactory.create("cup", null),
                RowFactory.create("jug", "china")),
            LocalDate.parse("2026-06-30"));

    assertThat(assortment.products())
        .containsExactly(new Product("tea", "drinks", 1.5), new Product("cup", null, 1.0));
    assertThat(assortment.categories()).isEqualTo(Map.of("tea", "drinks", "jug", "china"));
  }

  private static Row line(String order, String product, String day) {
    return RowFactory.create(order, product, Date.valueOf(day));
  }
}
