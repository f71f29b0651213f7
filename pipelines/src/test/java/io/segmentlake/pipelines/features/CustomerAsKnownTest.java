package io.segmentlake.pipelines.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.FilledRows;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.silver.SilverTables;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CustomerAsKnownTest {
  private static final LocalDate SUNDAY = LocalDate.of(2026, 3, 1);
  private static final LocalDate MONDAY = SUNDAY.plusDays(1);
  private static final LocalDate TUESDAY = SUNDAY.plusDays(2);
  private static final List<LocalDate> DATES = List.of(SUNDAY, MONDAY, TUESDAY);

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  /** All arrived in one run; what a date may see is by what the shop claims to have known. */
  @BeforeEach
  void shop() {
    write(
        CustomerDay.TABLE,
        "customer_id, event_on, stream, type, known_on, events, amount, margin, margin_unknown",
        """
        (7, date'2026-03-01', 'orders', 'order', date'2026-03-01', 1, 10.0, 4.0, 0),
        (7, date'2026-03-01', 'orders', 'order', date'2026-03-02', 1, 20.0, 8.0, 0),
        (7, date'2026-03-01', 'orders', 'order', date'2026-03-03', -1, -10.0, -4.0, 0),
        (7, date'2026-03-02', 'web_events', 'view', date'2026-03-02', 3, 0.0, 0.0, 0),
        (7, date'2026-03-02', 'web_events', 'cart_add', date'2026-03-03', 1, 0.0, 0.0, 0),
        (8, date'2026-03-03', 'orders', 'order', date'2026-03-03', 1, 5.0, null, 1),
        (9, date'2026-03-01', 'orders', 'order', date'2026-03-04', 1, 9.0, 1.0, 0)""");
    write(
        SilverTables.CUSTOMERS,
        "record_key, customer_id, registered_at, country, known_at, superseded_seq",
        """
        ('c7', 7, timestamp'2026-02-01 10:00:00', 'CZ', timestamp'2026-02-01 10:00:00', 1),
        ('c7', 7, timestamp'2026-02-01 10:00:00', 'SK', timestamp'2026-03-02 23:59:59', null),
        ('c8', 8, timestamp'2026-03-02 10:00:00', 'DE', timestamp'2026-03-03 00:00:00', null)""");
    write(
        SilverTables.PRODUCTS,
        "record_key, product_id, category, known_at, superseded_seq",
        """
        ('p1', 'TEA-1', 'tea', timestamp'2026-02-01 10:00:00', 1),
        ('p1', 'TEA-1', 'drinks', timestamp'2026-03-03 10:00:00', null)""");
    write(
        SilverTables.ORDER_LINES,
        "record_key, line_id, customer_id, product_id, event_on, is_sale, known_at",
        """
        ('l1', '1', 7, 'TEA-1', date'2026-03-01', true, timestamp'2026-03-01 10:00:00'),
        ('l2', '2', 7, 'TEA-1', date'2026-03-01', true, timestamp'2026-03-02 10:00:00'),
        ('l3', '3', 7, 'TEA-1', date'2026-03-01', true, timestamp'2026-03-09 10:00:00')""");
  }

  @Test
  void tellsOfEachDateWhatWasKnownOnIt() {
    assertThat(told())
        .containsExactly(
            "2026-03-01 7 orders=1 revenue=10.0000 visits=0 carts=0 CZ tea 1",
            "2026-03-02 7 orders=2 revenue=30.0000 visits=1 carts=0 SK tea 1",
            "2026-03-03 7 orders=1 revenue=20.0000 visits=1 carts=1 SK drinks 1",
            "2026-03-03 8 orders=1 revenue=5.0000 visits=0 carts=0 DE");
  }

  @Test
  void isTheSameAsEachDateByItself() {
    assertThat(all(features(DATES))).hasSize(4);
    Dataset<Row> alone =
        DATES.stream().map(date -> at(date)).reduce(Dataset::unionByName).orElseThrow();
    assertThat(all(features(DATES))).isEqualTo(all(alone));
  }

  /** An order of ten, of which another run told that it was one of twenty. */
  @Test
  void aCorrectionShowsFromTheDayOnWhichItWasKnown() {
    lake.lakehouse().drop(CustomerDay.TABLE);
    String columns =
        "record_key, order_id, customer_id, event_on, is_counted, gross_amount, known_at,"
            + " arrived_seq, superseded_seq";
    String first =
        "('o1', '1', 7, date'2026-03-01', true, 10.0, timestamp'2026-03-01 10:00:00', 1, %s)";
    String second =
        "('o1', '1', 7, date'2026-03-01', true, 20.0, timestamp'2026-03-03 10:00:00', 2, null)";
    CustomerDay ledger = new CustomerDay(lake.lakehouse(), ZoneOffset.UTC);
    write(SilverTables.ORDERS, columns, first.formatted("null"));
    ledger.apply(1);
    write(SilverTables.ORDERS, columns, first.formatted("2") + ", " + second);
    ledger.apply(2);

    CustomerHistory corrected = new CustomerHistory(lake.lakehouse(), ZoneOffset.UTC, 2);
    try (Customer.Features features = new Customer(corrected).asKnownAt(DATES)) {
      assertThat(
              features
                  .rows()
                  .where("customer_id = 7")
                  .orderBy("as_of")
                  .selectExpr("concat_ws(' ', as_of, orders_lifetime, revenue_lifetime)")
                  .as(Encoders.STRING())
                  .collectAsList())
          .containsExactly("2026-03-01 1 10.0000", "2026-03-02 1 10.0000", "2026-03-03 1 20.0000");
    }
  }

  private Dataset<Row> at(LocalDate date) {
    try (Customer.Features features = new Customer(history().asKnownOn(date)).at(List.of(date))) {
      return features.rows().localCheckpoint();
    }
  }

  private Dataset<Row> features(List<LocalDate> dates) {
    try (Customer.Features features = new Customer(history()).asKnownAt(dates)) {
      return features.rows().localCheckpoint();
    }
  }

  private List<String> told() {
    return features(DATES)
        .orderBy("as_of", "customer_id")
        .selectExpr(
            "concat_ws(' ', as_of, customer_id, 'orders=' || orders_lifetime, 'revenue=' || revenue_lifetime,"
                + " 'visits=' || visits_lifetime, 'carts=' || cart_adds_lifetime, country, top_category,"
                + " category_count_lifetime)")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static List<String> all(Dataset<Row> rows) {
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }

  private CustomerHistory history() {
    return new CustomerHistory(lake.lakehouse(), ZoneOffset.UTC, 1);
  }

  /** Literal rows, of the first run where none is named; columns that are not named are null. */
  private void write(Table table, String names, String rows) {
    String run = names.contains("arrived_seq") ? "" : ", 1L as arrived_seq";
    Dataset<Row> given =
        lake.lakehouse()
            .spark()
            .sql("select *%s from values %s as t(%s)".formatted(run, rows, names));
    lake.lakehouse().replace(table, FilledRows.of(table, given));
  }
}
