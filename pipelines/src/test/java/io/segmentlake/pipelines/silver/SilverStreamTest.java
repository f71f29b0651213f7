package io.segmentlake.pipelines.silver;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.shops.Shop;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.pipelines.BronzeRows;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.Written;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SilverStreamTest {
  private static final Shop SHOP = new Shop("test", ZoneId.of("Europe/Prague"), "CZK", List.of());

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void keepsTheLaterVersionAndClosesTheOneItBeat() {
    bronze(1).add("surveys", 1, "2025-01-02", survey("r1", "2025-01-01T10:00:00", "9")).write();
    apply("surveys", 1);
    bronze(2).add("surveys", 2, "2025-01-03", survey("r1", "2025-01-01T11:00:00", "3")).write();
    apply("surveys", 2);

    assertThat(stored("surveys", "response_id", "score", "arrived_seq", "superseded_seq"))
        .containsExactlyInAnyOrder("r1|9|1|2", "r1|3|2|null");
  }

  @Test
  void givesTheSameRowsWhicheverFileComesFirst() {
    bronze(1).add("surveys", 2, "2025-01-03", survey("r1", "2025-01-01T11:00:00", "3")).write();
    apply("surveys", 1);
    bronze(2)
        .add("surveys", 1, "2025-01-02", survey("r1", "2025-01-01T10:00:00", "9"))
        .add("surveys", 1, "2025-01-02", survey("r2", "2025-01-01T10:00:00", "8"))
        .write();
    apply("surveys", 2);

    assertThat(live("surveys", "response_id", "score")).containsExactlyInAnyOrder("r1|3", "r2|8");
  }

  @Test
  void takesADuplicateAsKnownSinceTheEarlierFile() {
    bronze(1).add("surveys", 2, "2025-01-05", survey("r1", "2025-01-01T11:00:00", "3")).write();
    apply("surveys", 1);
    bronze(2).add("surveys", 1, "2025-01-02", survey("r1", "2025-01-01T11:00:00", "3")).write();
    apply("surveys", 2);

    assertThat(live("surveys", "response_id", "known_at"))
        .containsExactly("r1|2025-01-02 01:00:00.0");
  }

  @Test
  void findsNoDifferenceTheSecondTime() {
    bronze(1).add("surveys", 1, "2025-01-02", survey("r1", "2025-01-01T10:00:00", "9")).write();
    apply("surveys", 1);

    assertThat(apply("surveys", 1).status()).isNotEqualTo(Written.Status.WRITTEN);
  }

  @Test
  void bringsBackWhatAWithdrawnFileHadBeaten() {
    bronze(1).add("surveys", 1, "2025-01-02", survey("r1", "2025-01-01T10:00:00", "9")).write();
    bronze(2).add("surveys", 2, "2025-01-03", survey("r1", "2025-01-01T11:00:00", "3")).write();
    bronze(3).add("surveys", 3, "2025-01-04", survey("r2", "2025-01-01T11:00:00", "5")).write(2L);
    List.of(1, 2, 3).forEach(seq -> apply("surveys", seq));

    assertThat(live("surveys", "response_id", "score")).containsExactlyInAnyOrder("r1|9", "r2|5");
  }

  @Test
  void tellsBusinessDatesInTheShopsZoneOverADstChange() {
    bronze(1)
        .add("surveys", 1, "2025-04-01", survey("before", "2025-03-29T22:59:59", "9"))
        .add("surveys", 1, "2025-04-01", survey("winter", "2025-03-29T23:00:00", "9"))
        .add("surveys", 1, "2025-04-01", survey("summer", "2025-03-30T21:59:59", "9"))
        .add("surveys", 1, "2025-04-01", survey("after", "2025-03-30T22:00:00", "9"))
        .write();
    apply("surveys", 1);

    assertThat(live("surveys", "response_id", "event_on"))
        .containsExactlyInAnyOrder(
            "before|2025-03-29", "winter|2025-03-30", "summer|2025-03-30", "after|2025-03-31");
  }

  @Test
  void addsUpOrdersFromTheirLinesAndLeavesAMarginWithoutCostNull() {
    bronze(1)
        .add("products", 1, "2025-01-01", "product_id=tea", "unit_cost=2", "updated_at=2025-01-01")
        .add("products", 1, "2025-01-01", "product_id=tea", "unit_cost=3", "updated_at=2025-02-01")
        .add(
            "orders",
            2,
            "2025-02-11",
            "order_id=o1",
            "ordered_at=2025-02-10T10:00:00",
            "customer_id=7")
        .add("order_lines", 2, "2025-02-11", line("o1", "1", "tea", "2", "5", "1"))
        .add("order_lines", 2, "2025-02-11", line("o1", "2", "tea", "1", "4", "0"))
        .add(
            "orders",
            2,
            "2025-02-11",
            "order_id=o2",
            "ordered_at=2025-02-10T10:00:00",
            "customer_id=7")
        .add("order_lines", 2, "2025-02-11", line("o2", "1", "mug", "1", "9.999", "0"))
        .add(
            "orders",
            2,
            "2025-02-11",
            "order_id=o3",
            "ordered_at=2025-02-10T10:00:00",
            "status=Cancelled")
        .add("order_lines", 2, "2025-02-11", line("o3", "1", "tea", "1", "9", "0"))
        .write();
    apply("order_lines", 1);
    apply("orders", 1);

    assertThat(live("orders", "order_id", "gross_amount", "margin_amount", "is_counted"))
        .containsExactlyInAnyOrder(
            "o1|13.0000|4.0000|true", "o2|9.9990|null|true", "o3|9.0000|6.0000|false");
  }

  @Test
  void derivesMarginsAgainWhenACostArrivesLate() {
    bronze(1)
        .add(
            "orders",
            2,
            "2025-02-11",
            "order_id=o1",
            "ordered_at=2025-02-10T10:00:00",
            "customer_id=7")
        .add("order_lines", 2, "2025-02-11", line("o1", "1", "tea", "2", "5", "0"))
        .write();
    apply("order_lines", 1);
    apply("orders", 1);
    bronze(2)
        .add("products", 1, "2025-03-01", "product_id=tea", "unit_cost=2", "updated_at=2025-03-01")
        .write();
    apply("order_lines", 2);
    apply("orders", 2);

    assertThat(live("orders", "order_id", "margin_amount", "arrived_seq"))
        .containsExactly("o1|6.0000|2");
  }

  private BronzeRows bronze(long seq) {
    return new BronzeRows(lake.lakehouse(), seq);
  }

  private Written apply(String stream, long seq) {
    return SilverStream.of(lake.lakehouse(), Streams.named(stream), SHOP).apply(seq);
  }

  private List<String> live(String stream, String... columns) {
    return texts(
        lake.lakehouse()
            .live(SilverTables.of(Streams.named(stream)))
            .selectExpr(columns)
            .collectAsList());
  }

  private List<String> stored(String stream, String... columns) {
    return texts(
        lake.lakehouse()
            .read(SilverTables.of(Streams.named(stream)))
            .selectExpr(columns)
            .collectAsList());
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(r -> r.mkString("|")).toList();
  }

  private static String[] survey(String id, String at, String score) {
    return new String[] {
      "response_id=" + id, "answered_at=" + at, "customer_id=1", "kind=nps", "score=" + score
    };
  }

  private static String[] line(
      String order, String line, String product, String quantity, String price, String discount) {
    return new String[] {
      "order_id=" + order,
      "line_id=" + line,
      "ordered_at=2025-02-10T10:00:00",
      "customer_id=7",
      "product_id=" + product,
      "quantity=" + quantity,
      "unit_price=" + price,
      "discount_amount=" + discount
    };
  }
}
