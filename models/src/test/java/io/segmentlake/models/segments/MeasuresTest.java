package io.segmentlake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Customer 1 has orders with and without values, 2 has none that count, 3 has no rows at all. */
class MeasuresTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final LocalDate MARCH = LocalDate.of(2024, 3, 31);

  private final Dataset<Row> customers =
      SPARK.table("as_of date, customer_id bigint", row(MARCH, 1L), row(MARCH, 2L), row(MARCH, 3L));

  private final Dataset<Row> orders =
      SPARK.table(
          "order_id string, ordered_at timestamp, event_on date, customer_id bigint,"
              + " gross_amount decimal(28,4), coupon_id string, channel string, is_counted boolean",
          order("a", "2024-01-01 10:00:00", 1L, "100", "SPRING", "web", true),
          order("b", "2024-01-02 10:00:00", 1L, "20", null, "web", true),
          order("c", "2024-03-31 23:00:00", 1L, "3.5", "MAY", "shop", true),
          order("d", "2024-04-01 00:00:00", 1L, "9999", "LATE", "web", true),
          order("e", "2024-03-30 10:00:00", 1L, "500", "GONE", "web", false),
          order("f", "2024-03-30 10:00:00", 2L, "700", null, "web", false),
          order("g", "2024-03-30 10:00:00", null, "800", null, "web", true));

  @Test
  void aggregatesTheRowsOfEachCustomer() {
    assertThat(measured("count: orders")).containsExactly(3L, 0L, 0L);
    assertThat(measured("count: orders, window: 90 days")).containsExactly(2L, 0L, 0L);
    assertThat(measured("count: orders, where: \"channel = 'web'\"")).containsExactly(2L, 0L, 0L);
    assertThat(measured("sum: orders, of: gross_amount"))
        .containsExactly(decimal("123.5000"), decimal("0.0000"), decimal("0.0000"));
    assertThat(measured("avg: orders, of: gross_amount"))
        .containsExactly(decimal("41.1667"), null, null);
    assertThat(measured("min: orders, of: gross_amount"))
        .containsExactly(decimal("3.5000"), null, null);
    assertThat(measured("max: orders, of: gross_amount"))
        .containsExactly(decimal("100.0000"), null, null);
    assertThat(measured("first: orders, of: coupon_id")).containsExactly("SPRING", null, null);
    assertThat(measured("last: orders, of: coupon_id")).containsExactly("MAY", null, null);
    assertThat(measured("last: orders, of: coupon_id, where: \"channel = 'web'\""))
        .containsExactly(null, null, null);
    assertThat(measured("last: orders, of: days_ago")).containsExactly(0, null, null);
    assertThat(measured("first: orders, of: at"))
        .containsExactly(Timestamp.valueOf("2024-01-01 10:00:00"), null, null);
  }

  @Test
  void sumsWithoutValuesAreUnknown() {
    assertThat(measured("sum: orders, of: \"nullif(gross_amount, gross_amount)\""))
        .containsExactly(null, decimal("0.0000"), decimal("0.0000"));
  }

  @Test
  void looksAtUncountedOrdersOnlyWhereAsked() {
    assertThat(measured("count: orders, where: not is_counted")).containsExactly(1L, 1L, 0L);
  }

  @Test
  void ordersRowsOfOneInstantByTheirKey() {
    Dataset<Row> twins =
        SPARK.table(
            orders.schema().toDDL(),
            order("y", "2024-03-01 10:00:00", 1L, "1", "Y", "web", true),
            order("x", "2024-03-01 10:00:00", 1L, "1", "X", "web", true));

    assertThat(measured("first: orders, of: coupon_id", Map.of("orders", twins)))
        .containsExactly("X", null, null);
    assertThat(measured("last: orders, of: coupon_id", Map.of("orders", twins)))
        .containsExactly("Y", null, null);
  }

  @Test
  void countsOrdersThatHaveALine() {
    Dataset<Row> lines =
        SPARK.table(
            "order_id string, line_id string, ordered_at timestamp, event_on date,"
                + " customer_id bigint, product_id string, is_sale boolean",
            line("a", "1", "coffee-1"),
            line("a", "2", "coffee-2"),
            line("b", "1", "coffee-1"),
            line("b", "2", "tea"),
            line("c", "1", "tea"),
            line("d", "1", "unknown"));
    Dataset<Row> products =
        SPARK.table(
            "product_id string, category string",
            RowFactory.create("coffee-1", "coffee"),
            RowFactory.create("coffee-2", "coffee"),
            RowFactory.create("tea", "tea"));
    Map<String, Dataset<Row>> streams = Map.of("order_lines", lines, "products", products);

    assertThat(measured("count: orders, where: \"product.category = 'coffee'\"", streams))
        .containsExactly(2L, 0L, 0L);
    assertThat(measured("count: order_lines, where: \"product.category = 'coffee'\"", streams))
        .containsExactly(3L, 0L, 0L);
    assertThat(measured("count: order_lines, where: product.category is null", streams))
        .containsExactly(1L, 0L, 0L);
  }

  @Test
  void leavesRobotsOut() {
    Dataset<Row> events =
        SPARK.table(
            "event_id string, occurred_at timestamp, event_on date, customer_id bigint,"
                + " is_bot boolean",
            row("1", at("2024-03-01 10:00:00"), MARCH, 1L, null),
            row("2", at("2024-03-01 10:00:00"), MARCH, 1L, true),
            row("3", at("2024-03-01 10:00:00"), MARCH, 1L, false));

    assertThat(measured("count: web_events", Map.of("web_events", events)))
        .containsExactly(2L, 0L, 0L);
  }

  @Test
  void evaluatesSeveralDatesInOnePlan() {
    LocalDate january = LocalDate.of(2024, 1, 1);
    CompiledSegments compiled =
        Yaml.compile(
            Yaml.of(
                "s",
                "measures:",
                "  n: {count: orders, window: 90 days}",
                "  since: {count: orders, where: days_since(event_on) <= 1}",
                "when: n + since > 0"));
    Dataset<Row> both =
        SPARK.table("as_of date, customer_id bigint", row(january, 1L), row(MARCH, 1L));

    Dataset<Row> measured =
        compiled.measured(both, Map.of("orders", orders), List.of(january, MARCH));

    String n = key(compiled, "window 90 days");
    String since = key(compiled, "days_since");
    assertThat(measured.orderBy("as_of").select("as_of", n, since).collectAsList())
        .containsExactly(row(january, 1L, 1L), row(MARCH, 2L, 1L));
  }

  private static String key(CompiledSegments compiled, String part) {
    return compiled.measures().stream()
        .filter(m -> m.text().contains(part))
        .findFirst()
        .orElseThrow()
        .key();
  }

  private List<Object> measured(String measure) {
    return measured(measure, Map.of("orders", orders));
  }

  private List<Object> measured(String measure, Map<String, Dataset<Row>> streams) {
    CompiledSegments compiled =
        Yaml.compile(Yaml.of("s", "measures: {m: {" + measure + "}}", "when: m is null"));
    assertThat(compiled.streams()).isSubsetOf(streams.keySet());
    List<Object> values = new ArrayList<>();
    compiled
        .measured(customers, streams, List.of(MARCH))
        .orderBy("customer_id")
        .select(compiled.measures().iterator().next().key())
        .collectAsList()
        .forEach(r -> values.add(r.get(0)));
    return values;
  }

  private static Row order(
      String id,
      String at,
      Long customer,
      String amount,
      String coupon,
      String channel,
      boolean isCounted) {
    Date on = Date.valueOf(at.substring(0, 10));
    return RowFactory.create(id, at(at), on, customer, decimal(amount), coupon, channel, isCounted);
  }

  private static Row line(String order, String line, String product) {
    return row(order, line, at("2024-03-01 10:00:00"), MARCH, 1L, product, true);
  }

  private static Row row(Object... values) {
    Object[] converted = values.clone();
    for (int i = 0; i < values.length; i++) {
      converted[i] = values[i] instanceof LocalDate date ? Date.valueOf(date) : values[i];
    }
    return RowFactory.create(converted);
  }

  private static Timestamp at(String text) {
    return Timestamp.valueOf(text);
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }
}
