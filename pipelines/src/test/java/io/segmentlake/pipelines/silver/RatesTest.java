package io.segmentlake.pipelines.silver;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.shops.Shop;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.pipelines.BronzeRows;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.features.CustomerDay;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A shop in crowns that also sells for euro and yen; 2025-03-07 is a Friday. */
class RatesTest {
  private static final Shop SHOP = new Shop("test", ZoneId.of("Europe/Prague"), "CZK", List.of());

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void convertsAtTheRateOfTheDayOrOfTheLastOneBeforeIt() {
    BronzeRows rows = bronze(1);
    rate(rows, "EUR", "2025-03-06", "25.02");
    rate(rows, "EUR", "2025-03-07", "25.1");
    rate(rows, "JPY", "2025-03-07", "15.4321", "units=100");
    order(rows, "friday", "2025-03-07", "EUR", "2");
    order(rows, "sunday", "2025-03-09", " eur ", "2");
    order(rows, "a week later", "2025-03-14", "EUR", "2");
    order(rows, "before", "2025-03-05", "EUR", "2");
    order(rows, "yen", "2025-03-08", "JPY", "1000");
    order(rows, "home", "2025-03-08", "CZK", "7.77");
    order(rows, "none said", "2025-03-08", null, "8.88");
    rows.write();
    apply(1);

    assertThat(live("order_lines", "order_id", "rate", "line_amount", "margin_amount", "is_sale"))
        .containsExactlyInAnyOrder(
            "friday|25.10000000|50.2000|25.1000|true",
            "sunday|25.10000000|50.2000|25.1000|true",
            "a week later|null|null|null|false",
            "before|null|null|null|false",
            "yen|0.15432100|154.3210|154.1667|true",
            "home|1.00000000|7.7700|6.7700|true",
            "none said|1.00000000|8.8800|7.8800|true");
    assertThat(live("orders", "order_id", "gross_amount", "is_counted"))
        .containsExactlyInAnyOrder(
            "friday|50.2000|true",
            "sunday|50.2000|true",
            "a week later|null|false",
            "before|null|false",
            "yen|154.3210|true",
            "home|7.7700|true",
            "none said|8.8800|true");
    assertThat(ledger()).containsExactly("order|5|271.3710");
  }

  @Test
  void countsWhatWaitedAsSoonAsTheRateIsTold() {
    BronzeRows first = bronze(1);
    order(first, "o1", "2025-03-07", "EUR", "2");
    first.add("refunds", 1, "2025-03-09", refund("r1", "2025-03-08", "EUR", "1")).write();
    apply(1);
    assertThat(ledger()).isEmpty();
    assertThat(waiting())
        .containsExactly(
            "1 of orders in EUR from 2025-03-07 to 2025-03-07",
            "1 of order_lines in EUR from 2025-03-07 to 2025-03-07",
            "1 of refunds in EUR from 2025-03-08 to 2025-03-08");

    BronzeRows second = bronze(2);
    rate(second, "EUR", "2025-03-07", "25");
    second.write();
    apply(2);

    assertThat(live("orders", "order_id", "gross_amount", "is_counted", "arrived_seq"))
        .containsExactly("o1|50.0000|true|2");
    assertThat(ledger()).containsExactlyInAnyOrder("order|1|50.0000", "refund|1|-25.0000");
    assertThat(waiting()).isEmpty();
  }

  @Test
  void aCorrectedRateCorrectsTheAmountsOfItsDays() {
    BronzeRows first = bronze(1);
    rate(first, "EUR", "2025-03-06", "24");
    rate(first, "EUR", "2025-03-07", "25");
    order(first, "thursday", "2025-03-06", "EUR", "1");
    order(first, "friday", "2025-03-07", "EUR", "1");
    order(first, "home", "2025-03-07", "CZK", "1");
    first.write();
    apply(1);
    BronzeRows second = bronze(2);
    rate(second, "EUR", "2025-03-07", "26");
    second.write(); // The same instant, told again by a later file.
    apply(2);

    assertThat(live("orders", "order_id", "gross_amount", "arrived_seq"))
        .containsExactlyInAnyOrder("thursday|24.0000|1", "friday|26.0000|2", "home|1.0000|1");
    assertThat(ledger()).containsExactly("order|3|51.0000");
  }

  private BronzeRows bronze(long seq) {
    return new BronzeRows(lake.lakehouse(), seq);
  }

  private static void rate(BronzeRows rows, String currency, String day, String rate) {
    rate(rows, currency, day, rate, "units=1");
  }

  private static void rate(
      BronzeRows rows, String currency, String day, String rate, String units) {
    rows.add(
        "rates",
        rate.hashCode(),
        "26".equals(rate) ? "2025-03-20" : "2025-03-15",
        "currency=" + currency,
        "rate_at=" + day + "T13:00:00",
        "rate=" + rate,
        units);
  }

  /** An order of one line with one piece, which cost 1 of its currency. */
  private static void order(BronzeRows rows, String id, String day, String currency, String price) {
    String order = "order_id=" + id;
    String at = "ordered_at=" + day + "T10:00:00";
    String in = currency == null ? "kind=order" : "currency=" + currency;
    rows.add("orders", 1, "2025-03-15", order, at, "customer_id=7", in);
    rows.add(
        "order_lines",
        1,
        "2025-03-15",
        order,
        "line_id=1",
        at,
        "customer_id=7",
        "product_id=tea",
        "quantity=1",
        "unit_price=" + price,
        "unit_cost=1",
        currency == null ? "kind=sale" : in);
  }

  private static String[] refund(String id, String day, String currency, String amount) {
    return new String[] {
      "refund_id=" + id,
      "refunded_at=" + day + "T10:00:00",
      "customer_id=7",
      "currency=" + currency,
      "amount=" + amount
    };
  }

  private void apply(long seq) {
    new Silver(lake.lakehouse(), SHOP).apply(seq);
    new CustomerDay(lake.lakehouse(), SHOP.zone()).apply(seq);
  }

  private List<String> waiting() {
    return WaitingForRates.in(lake.lakehouse()).stream().map(WaitingForRates::toString).toList();
  }

  private List<String> ledger() {
    return texts(
        lake.lakehouse()
            .read(CustomerDay.TABLE)
            .groupBy("type")
            .agg(
                org.apache.spark.sql.functions.sum("events").as("events"),
                org.apache.spark.sql.functions.sum("amount").as("amount"))
            .selectExpr("type", "events", "cast(amount as decimal(28,4))"));
  }

  private List<String> live(String stream, String... columns) {
    return texts(lake.lakehouse().live(SilverTables.of(Streams.named(stream))).selectExpr(columns));
  }

  private static List<String> texts(org.apache.spark.sql.Dataset<org.apache.spark.sql.Row> rows) {
    return rows.collectAsList().stream().map(row -> row.mkString("|")).toList();
  }
}
