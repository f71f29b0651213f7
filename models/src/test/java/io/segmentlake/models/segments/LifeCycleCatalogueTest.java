package io.segmentlake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shipped stages of the life cycle: everyone is in exactly one. */
class LifeCycleCatalogueTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private final ShippedCatalogue catalogue = new ShippedCatalogue(SPARK);

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
    Dataset<Row> shop = catalogue.shop("gap_between_orders", "median", "20");

    assertThat(catalogue.members(shop, "prospect", all)).containsExactly(1);
    assertThat(catalogue.members(shop, "new_customer", all)).containsExactly(2);
    assertThat(catalogue.members(shop, "one_timer", all)).containsExactly(3);
    assertThat(catalogue.members(shop, "loyal", all)).containsExactly(4);
    assertThat(catalogue.members(shop, "returning", all)).containsExactly(5, 7, 8);
    assertThat(catalogue.members(shop, "infrequent", all)).containsExactly(6);
  }

  @Property(tries = 4)
  void everyoneIsInExactlyOneStageOfTheLifeCycle(
      @ForAll("customers") List<Customer> customers, @ForAll boolean hasShop) {
    Dataset<Row> shop =
        hasShop ? catalogue.shop("gap_between_orders", "median", "20") : catalogue.noShop();
    List<String> stages =
        List.of("prospect", "new_customer", "one_timer", "infrequent", "returning", "loyal");

    List<Row> states = catalogue.states(shop, customers.toArray(Customer[]::new));

    for (int id = 1; id <= customers.size(); id++) {
      long customer = id;
      List<String> own =
          states.stream()
              .filter(r -> r.getLong(1) == customer && stages.contains(catalogue.segment(r)))
              .map(r -> catalogue.segment(r) + " " + r.getString(3))
              .toList();
      assertThat(own)
          .as(customers.get(id - 1).toString())
          .singleElement()
          .asString()
          .contains(" in");
    }
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
}
