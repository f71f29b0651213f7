package io.segmentlake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.features.FeatureColumns;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shipped segments on customers at the edges of their thresholds, as of 31 March 2024. */
class CatalogueTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final LocalDate DAY = LocalDate.of(2024, 3, 31);
  private static final CompiledSegments COMPILED =
      CompiledSegments.of(
          SegmentCatalogue.load(java.nio.file.Path.of("../conf/segments")).orThrow());

  private final Map<String, Object> reached = Map.of("email_delivered_lifetime", 10L);

  @Test
  void activeIsWhoGaveASignOfLifeWithinTwelveMonths() {
    assertThat(
            members(
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
            members(
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
            members(
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

    assertThat(members("disengaged_never_engaged", both)).containsExactly(1);
    assertThat(members("disengaged_formerly_engaged", both)).containsExactly(2);
  }

  @Test
  void newsletterGoesToTheActiveButNotWithinTwoWeeksOfAnOrder() {
    Customer active = Customer.of("last_activity_on", "2024-03-30");
    Customer buyer = active.with("orders_lifetime", 1L);

    assertThat(
            members(
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
            members(
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

    assertThat(members("lapsed_3_months", all)).containsExactly(2, 3);
    assertThat(members("lapsed_6_months", all)).containsExactly(4, 5);
    assertThat(members("lapsed_9_months", all)).containsExactly(6, 7);
  }

  @Test
  void lapsedFollowTheShopsGapWhereItIsLongerThan90Days() {
    Customer[] all = {
      Customer.lastOrder(DAY.minusDays(100).toString()),
      Customer.lastOrder(DAY.minusDays(101).toString()),
      Customer.lastOrder(DAY.minusDays(200).toString()),
      Customer.lastOrder(DAY.minusDays(201).toString()),
      Customer.lastOrder(DAY.minusDays(301).toString())
    };
    Dataset<Row> shop = shop("gap_between_orders", "median", "100");

    assertThat(members(shop, "lapsed_3_months", all)).containsExactly(2, 3);
    assertThat(members(shop, "lapsed_6_months", all)).containsExactly(4);
    assertThat(members(shop, "lapsed_9_months", all)).containsExactly(5);
  }

  @Test
  void regularBuyersAreSilentAfter180Days() {
    Customer regular =
        Customer.of("order_days", 4).with("mean_gap_days", "90").with("gap_cv", "0.99");

    assertThat(
            members(
                "regular_silent_180d",
                regular.with("days_since_last_order", 179),
                regular.with("days_since_last_order", 180),
                regular.with("days_since_last_order", 180).with("order_days", 3),
                regular.with("days_since_last_order", 180).with("mean_gap_days", "90.1"),
                regular.with("days_since_last_order", 180).with("gap_cv", "1")))
        .containsExactly(2);
  }

  @Test
  void lifeCycleHasItsThresholds() {
    Customer one = Customer.of("orders_lifetime", 1L).with("mean_gap_days", "40");
    Customer many =
        Customer.of("orders_lifetime", 4L)
            .with("mean_gap_days", "40")
            .with("is_gap_imputed", false)
            .with("days_since_last_order", 80);
    Customer[] all = {
      Customer.of(),
      one.with("days_since_last_order", 90),
      one.with("days_since_last_order", 91),
      many,
      many.with("days_since_last_order", 81),
      many.with("mean_gap_days", "40.1"),
      many.with("orders_lifetime", 3L),
      many.with("is_gap_imputed", true)
    };
    Dataset<Row> shop = shop("gap_between_orders", "median", "20");

    assertThat(members(shop, "prospect", all)).containsExactly(1);
    assertThat(members(shop, "new_customer", all)).containsExactly(2);
    assertThat(members(shop, "one_timer", all)).containsExactly(3);
    assertThat(members(shop, "loyal", all)).containsExactly(4);
    assertThat(members(shop, "returning", all)).containsExactly(5, 7, 8);
    assertThat(members(shop, "infrequent", all)).containsExactly(6);
  }

  @Property(tries = 4)
  void everyoneIsInExactlyOneStageOfTheLifeCycle(
      @ForAll("customers") List<Customer> customers, @ForAll boolean hasShop) {
    Dataset<Row> shop = hasShop ? shop("gap_between_orders", "median", "20") : noShop();
    List<String> stages =
        List.of("prospect", "new_customer", "one_timer", "infrequent", "returning", "loyal");

    List<Row> states = states(shop, customers.toArray(Customer[]::new));

    for (int id = 1; id <= customers.size(); id++) {
      long customer = id;
      List<String> own =
          states.stream()
              .filter(r -> r.getLong(1) == customer && stages.contains(segment(r)))
              .map(r -> segment(r) + " " + r.getString(3))
              .toList();
      assertThat(own)
          .as(customers.get(id - 1).toString())
          .singleElement()
          .asString()
          .contains(" in");
    }
  }

  @Test
  void highSpendersAreConsumersAboveTheMean() {
    Dataset<Row> shop = shop("spend_365d", "mean", "50");
    Customer buyer = Customer.of("orders_365d", 1L).with("revenue_365d", "50.01");

    assertThat(
            members(
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
    Dataset<Row> shop = shop("margin_rate", "median", "0.3");

    // 104 in the base, so the edge is that of the second: 500, which three have.
    assertThat(members(shop, "vip_value", customers)).containsExactly(1, 2, 6);
    assertThat(members(shop, "vip_stable", customers)).containsExactly(1, 3, 4, 5);
    assertThat(members(shop, "vip", customers)).containsExactly(1);
  }

  @Test
  void vipValueIsByRevenueWhereTheShopTellsNoCosts() {
    Customer buyer = Customer.of("orders_365d", 1L);

    assertThat(
            members("vip_value", buyer.with("revenue_365d", "5"), buyer.with("revenue_365d", "7")))
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

    assertThat(members("rfm_at_risk", all)).containsExactly(1, 2, 3, 4);
    assertThat(members("rfm_champions", all)).isEmpty();
    assertThat(members("single_category_mostly", all)).containsExactly(1);
    assertThat(members("single_category_only", all)).containsExactly(3);
  }

  @Provide
  Arbitrary<List<Customer>> customers() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 6),
            Arbitraries.integers().between(0, 400),
            Arbitraries.of("1", "19.5", "40", "40.0001", "90").injectNull(0.2),
            Arbitraries.of(true, false))
        .as(
            (orders, days, gap, imputed) ->
                Customer.of("orders_lifetime", orders)
                    .with("days_since_last_order", orders == 0 ? null : days)
                    .with("mean_gap_days", gap)
                    .with("is_gap_imputed", imputed || gap == null || orders < 2))
        .list()
        .ofSize(60);
  }

  private static List<Integer> members(String segment, Customer... customers) {
    return members(noShop(), segment, customers);
  }

  private static List<Integer> members(Dataset<Row> shop, String segment, Customer... customers) {
    return states(shop, customers).stream()
        .filter(r -> segment(r).equals(segment) && r.getString(3).equals("in"))
        .map(r -> (int) r.getLong(1))
        .sorted()
        .toList();
  }

  private static List<Row> states(Dataset<Row> shop, Customer... customers) {
    Row[] rows = new Row[customers.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = customers[i].row(DAY, i + 1L);
    }
    Dataset<Row> features = SPARK.table(FeatureColumns.CUSTOMER.structType().toDDL(), rows);
    Dataset<Row> thresholds = COMPILED.thresholds(features, shop);
    return COMPILED.evaluate(COMPILED.withThresholds(features, thresholds)).collectAsList();
  }

  private static String segment(Row row) {
    return COMPILED.segments().get(row.getInt(2)).id();
  }

  private static Dataset<Row> noShop() {
    return SPARK.table(SHOP);
  }

  private static Dataset<Row> shop(String name, String statistic, String value) {
    Date day = Date.valueOf(DAY);
    return SPARK.table(SHOP, RowFactory.create(day, name, null, statistic, new BigDecimal(value)));
  }

  private static final String SHOP =
      "as_of date, name string, category string, statistic string, value decimal(28,4)";
}
