package io.segmentlake.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.models.SparkExtension;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LabelsTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final LocalDate CUT_OFF = LocalDate.of(2026, 3, 1);

  @Test
  void countsWhatLiesAfterTheCutOffUpToTheHorizon() {
    Dataset<Row> features =
        SPARK.table(
            "customer_id bigint, as_of date",
            RowFactory.create(1L, Date.valueOf("2026-03-01")),
            RowFactory.create(2L, Date.valueOf("2026-03-01")),
            RowFactory.create(1L, Date.valueOf("2026-03-31")));
    Dataset<Row> ledger =
        SPARK.table(
            PastSnapshots.LEDGER,
            day(1, "2026-03-01", "order", 1, "9.00"),
            day(1, "2026-03-02", "order", 2, "20.00"),
            day(1, "2026-03-31", "refund", 1, "-5.00"),
            day(1, "2026-04-01", "order", 1, "40.00"),
            // A correction of something else than an order.
            RowFactory.create(
                2L, Date.valueOf("2026-03-05"), "web_events", "view", 7L, null, null, null));

    Dataset<Row> labelled = Labels.add(features, ledger, List.of(30, 60), CUT_OFF.plusDays(60));

    assertThat(labelled.schema().fieldNames())
        .containsExactly(
            "as_of",
            "customer_id",
            "orders_next_30d",
            "revenue_next_30d",
            "orders_next_60d",
            "revenue_next_60d");
    assertThat(labelled.orderBy("as_of", "customer_id").collectAsList())
        .containsExactly(
            row("2026-03-01", 1, 2L, "15.0000", 3L, "55.0000"),
            row("2026-03-01", 2, 0L, "0.0000", 0L, "0.0000"),
            row("2026-03-31", 1, 1L, "40.0000", null, null));
  }

  @Test
  void refusesAHorizonThatIsNone() {
    Dataset<Row> none = SPARK.table("customer_id bigint, as_of date");
    assertThatThrownBy(() -> Labels.add(none, none, List.of(30, 0), CUT_OFF))
        .hasMessage(
            "Cannot label snapshots: a horizon is missing or too short ([30, 0]). At least one, of 1"
                + " day or more each, is needed.");
  }

  @Test
  void theContractHoldsAllFeaturesAndALabelOfEachHorizon() {
    assertThat(Snapshots.TABLE.columns().stream().map(column -> column.name()))
        .contains("customer_id", "as_of", "days_since_last_order", "visits_30d")
        .endsWith(
            "orders_next_30d",
            "revenue_next_30d",
            "orders_next_60d",
            "revenue_next_60d",
            "orders_next_90d",
            "revenue_next_90d",
            "orders_next_180d",
            "revenue_next_180d");
  }

  /** What planting later events may change is the labels alone, and those it has to change. */
  @Test
  void aLaterEventLeavesFeaturesAsTheyAreAndChangesLabels() {
    Row before = day(1, "2026-01-10", "order", 1, "9.00");
    Row other = day(2, "2026-02-20", "order", 1, "30.00");
    Row planted = day(1, "2026-03-02", "order", 3, "99.00");
    Row visit =
        RowFactory.create(
            2L, Date.valueOf("2026-03-02"), "web_events", "view", 5L, null, null, null);
    Row click =
        RowFactory.create(
            2L, Date.valueOf("2026-03-09"), "email_events", "click:human", 1L, null, null, null);

    Dataset<Row> without = snapshots(before, other);
    Dataset<Row> with = snapshots(before, other, planted, visit, click);

    String[] labels = {"orders_next_30d", "revenue_next_30d"};
    assertThat(with.drop(labels).collectAsList())
        .hasSize(2)
        .isEqualTo(without.drop(labels).collectAsList());
    assertThat(without.select("orders_next_30d").collectAsList())
        .containsExactly(RowFactory.create(0L), RowFactory.create(0L));
    assertThat(with.select("orders_next_30d").collectAsList())
        .containsExactly(RowFactory.create(3L), RowFactory.create(0L));
  }

  private static Dataset<Row> snapshots(Row... rows) {
    Dataset<Row> ledger = SPARK.table(PastSnapshots.LEDGER, rows);
    return Labels.add(
            PastSnapshots.features(ledger, List.of(CUT_OFF)),
            ledger,
            List.of(30),
            CUT_OFF.plusDays(30))
        .orderBy("customer_id")
        .localCheckpoint();
  }

  private static Row day(long customer, String on, String type, long events, String amount) {
    return RowFactory.create(
        customer, Date.valueOf(on), "orders", type, events, money(amount), null, events);
  }

  private static Row row(
      String on, long customer, Long orders, String revenue, Long later, String laterRevenue) {
    return RowFactory.create(
        Date.valueOf(on), customer, orders, money(revenue), later, money(laterRevenue));
  }

  private static BigDecimal money(String amount) {
    return amount == null ? null : new BigDecimal(amount).setScale(4);
  }
}
