package io.segmentlake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shipped segments of activity and lapse, on customers at the edges of their thresholds. */
class ActivityCatalogueTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private final ShippedCatalogue catalogue = new ShippedCatalogue(SPARK);

  private final Map<String, Object> reached = Map.of("email_delivered_lifetime", 10L);

  @Test
  void activeIsWhoGaveASignOfLifeWithinTwelveMonths() {
    assertThat(
            catalogue.members(
                "active_12m",
                Customer.of("last_activity_on", "2023-03-31"),
                Customer.of("last_activity_on", "2023-04-01"),
                Customer.of("last_activity_on", "2024-03-31"),
                Customer.of()))
        .containsExactly(2, 3);
  }

  @Test
  void disengagedDidNothingFor180DaysDespiteTenDeliveries() {
    assertThat(
            catalogue.members(
                "disengaged_180d",
                Customer.of(reached).with("last_open_on", "2023-10-03"),
                Customer.of(reached).with("last_open_on", "2023-10-04"),
                Customer.of(reached).with("last_click_on", "2023-10-04"),
                Customer.of(reached).with("last_visit_on", "2023-10-04"),
                Customer.of(reached).with("last_order_on", "2023-10-04"),
                Customer.of("email_delivered_lifetime", 9L),
                Customer.of(reached)))
        .containsExactly(1, 7);
  }

  @Test
  void maskedOpenersAreDisengagedAfter365Days() {
    Customer masked = Customer.of(reached).with("email_masked_opens_365d", 1L);

    assertThat(
            catalogue.members(
                "disengaged_180d",
                masked.with("last_visit_on", "2023-10-03"),
                masked.with("last_visit_on", "2023-04-01"),
                masked.with("last_visit_on", "2023-04-02"),
                masked))
        .containsExactly(2, 4);
  }

  @Test
  void disengagedAreToldApartByWhetherTheyEverWereEngaged() {
    Customer[] both = {
      Customer.of(reached), Customer.of(reached).with("last_open_on", "2020-01-01")
    };

    assertThat(catalogue.members("disengaged_never_engaged", both)).containsExactly(1);
    assertThat(catalogue.members("disengaged_formerly_engaged", both)).containsExactly(2);
  }

  @Test
  void newsletterGoesToTheActiveButNotWithinTwoWeeksOfAnOrder() {
    Customer active = Customer.of("last_activity_on", "2024-03-30");
    Customer buyer = active.with("orders_lifetime", 1L);

    assertThat(
            catalogue.members(
                "newsletter_audience",
                active,
                buyer.with("days_since_last_order", 14),
                buyer.with("days_since_last_order", 15),
                Customer.of("last_activity_on", "2023-03-01"),
                active.with(reached).with("last_open_on", "2023-06-01")))
        .containsExactly(1, 3);
  }

  @Test
  void firstOrderIsEnteredAfterThirtyDaysAndLeftByTheSecond() {
    assertThat(
            catalogue.members(
                "first_order_30d",
                Customer.of("orders_lifetime", 1L).with("days_since_first_order", 29),
                Customer.of("orders_lifetime", 1L).with("days_since_first_order", 30),
                Customer.of("orders_lifetime", 1L).with("days_since_first_order", 300),
                Customer.of("orders_lifetime", 2L).with("days_since_first_order", 30)))
        .containsExactly(2, 3);
  }

  @Test
  void lapsedFollowCalendarMonthsWithoutOverlap() {
    Customer[] all = {
      Customer.lastOrder("2023-12-31"),
      Customer.lastOrder("2023-12-30"),
      Customer.lastOrder("2023-09-30"),
      Customer.lastOrder("2023-09-29"),
      Customer.lastOrder("2023-06-30"),
      Customer.lastOrder("2023-06-29"),
      Customer.lastOrder("2010-01-01"),
      Customer.of()
    };

    assertThat(catalogue.members("lapsed_3_months", all)).containsExactly(2, 3);
    assertThat(catalogue.members("lapsed_6_months", all)).containsExactly(4, 5);
    assertThat(catalogue.members("lapsed_9_months", all)).containsExactly(6, 7);
  }

  @Test
  void lapsedFollowTheShopsGapWhereItIsLongerThan90Days() {
    Customer[] all = {
      Customer.lastOrder(ShippedCatalogue.DAY.minusDays(100).toString()),
      Customer.lastOrder(ShippedCatalogue.DAY.minusDays(101).toString()),
      Customer.lastOrder(ShippedCatalogue.DAY.minusDays(200).toString()),
      Customer.lastOrder(ShippedCatalogue.DAY.minusDays(201).toString()),
      Customer.lastOrder(ShippedCatalogue.DAY.minusDays(301).toString())
    };
    Dataset<Row> shop = catalogue.shop("gap_between_orders", "median", "100");

    assertThat(catalogue.members(shop, "lapsed_3_months", all)).containsExactly(2, 3);
    assertThat(catalogue.members(shop, "lapsed_6_months", all)).containsExactly(4);
    assertThat(catalogue.members(shop, "lapsed_9_months", all)).containsExactly(5);
  }

  @Test
  void regularBuyersAreSilentAfter180Days() {
    Customer regular =
        Customer.of("order_days", 4).with("mean_gap_days", "90").with("gap_cv", "0.99");

    assertThat(
            catalogue.members(
                "regular_silent_180d",
                regular.with("days_since_last_order", 179),
                regular.with("days_since_last_order", 180),
                regular.with("days_since_last_order", 180).with("order_days", 3),
                regular.with("days_since_last_order", 180).with("mean_gap_days", "90.1"),
                regular.with("days_since_last_order", 180).with("gap_cv", "1")))
        .containsExactly(2);
  }
}
