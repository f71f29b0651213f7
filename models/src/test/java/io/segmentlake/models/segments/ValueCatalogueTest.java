package io.segmentlake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shipped segments of value, on customers at the edges of their thresholds. */
class ValueCatalogueTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private final ShippedCatalogue catalogue = new ShippedCatalogue(SPARK);

  @Test
  void highSpendersAreConsumersAboveTheMean() {
    Dataset<Row> shop = catalogue.shop("spend_365d", "mean", "50");
    Customer buyer = Customer.of("orders_365d", 1L).with("revenue_365d", "50.01");

    assertThat(
            catalogue.members(
                shop,
                "high_spender",
                buyer,
                buyer.with("revenue_365d", "50"),
                buyer.with("is_business", true),
                buyer.with("is_business", false),
                buyer.with("orders_365d", 0L)))
        .containsExactly(1, 4);
  }

  @Test
  void vipIsTheTopPercentOfConsumersAndSteady() {
    Customer steady =
        Customer.of("orders_365d", 1L)
            .with("orders_lifetime", 4L)
            .with("gap_cv", "0.49")
            .with("mean_gap_days", "30")
            .with("days_since_last_order", 60);
    List<Customer> all = new ArrayList<>();
    all.add(steady.with("margin_365d", "500"));
    all.add(steady.with("margin_365d", "500").with("days_since_last_order", 61));
    all.add(steady.with("margin_365d", "900").with("is_business", true));
    all.add(steady.with("margin_365d", "900").with("orders_365d", 0L));
    all.add(steady.with("margin_365d", "499.99"));
    all.add(steady.with("margin_365d", "500").with("gap_cv", "0.5"));
    for (int i = 0; i < 100; i++) {
      all.add(Customer.of("orders_365d", 1L).with("margin_365d", "1").with("revenue_365d", "9999"));
    }
    Customer[] customers = all.toArray(Customer[]::new);
    Dataset<Row> shop = catalogue.shop("margin_rate", "median", "0.3");

    // 104 in the base, so the edge is that of the second: 500, which three have.
    assertThat(catalogue.members(shop, "vip_value", customers)).containsExactly(1, 2, 6);
    assertThat(catalogue.members(shop, "vip_stable", customers)).containsExactly(1, 3, 4, 5);
    assertThat(catalogue.members(shop, "vip", customers)).containsExactly(1);
  }

  @Test
  void vipValueIsByRevenueWhereTheShopTellsNoCosts() {
    Customer buyer = Customer.of("orders_365d", 1L);

    assertThat(
            catalogue.members(
                "vip_value", buyer.with("revenue_365d", "5"), buyer.with("revenue_365d", "7")))
        .containsExactly(2);
  }

  @Test
  void rfmGroupsAndSingleCategoriesFollowTheirFeatures() {
    Customer buyer = Customer.of("orders_lifetime", 3L).with("rfm_group", "at_risk");
    Customer[] all = {
      buyer.with("top_category_share", "0.8"),
      buyer.with("top_category_share", "0.7999"),
      buyer.with("top_category_share", "1").with("orders_lifetime", 2L),
      buyer.with("top_category_share", "1").with("orders_lifetime", 1L),
      Customer.of()
    };

    assertThat(catalogue.members("rfm_at_risk", all)).containsExactly(1, 2, 3, 4);
    assertThat(catalogue.members("rfm_champions", all)).isEmpty();
    assertThat(catalogue.members("single_category_mostly", all)).containsExactly(1);
    assertThat(catalogue.members("single_category_only", all)).containsExactly(3);
  }
}
