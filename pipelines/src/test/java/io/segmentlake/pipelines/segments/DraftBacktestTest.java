package io.segmentlake.pipelines.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.features.CustomerDay;
import io.segmentlake.pipelines.features.CustomerHistory;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DraftBacktestTest {
  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void tellsEachDatesMembersAndTheRestAndWhatTheyDidInTheDaysAfter() {
    ledger(
        row(1, "2025-03-01", "orders", "order"),
        row(2, "2025-03-01", "orders", "order"),
        row(2, "2025-03-05", "orders", "order"),
        // Has not ordered yet on either date.
        row(3, "2025-03-01", "web_events", "view"),
        row(3, "2025-03-11", "orders", "order"));
    CompiledSegments once =
        CompiledSegments.of(
            SegmentCatalogue.parse(
                    Map.of("draft", SmallShop.yaml("once", 1, "orders_lifetime = 1")))
                .orThrow());
    CustomerHistory history = new CustomerHistory(lake.lakehouse(), ZoneOffset.UTC, 1);

    Dataset<Row> tried =
        new DraftBacktest(history, once)
            .of("once", days("2025-03-03", "2025-03-10"), 7, LocalDate.parse("2025-03-12"));

    assertThat(
            tried
                .selectExpr(
                    "concat_ws(' ', as_of, customer_id, is_member,"
                        + " coalesce(concat(orders_next_7d, ' ', revenue_next_7d), 'unknown'))")
                .collectAsList())
        .extracting(r -> r.getString(0))
        .containsExactlyInAnyOrder(
            "2025-03-03 1 true 0 0.0000",
            "2025-03-03 2 true 1 20.0000",
            "2025-03-10 1 true unknown",
            "2025-03-10 2 false unknown");
  }

  private static List<LocalDate> days(String... days) {
    return List.of(days).stream().map(LocalDate::parse).toList();
  }

  private void ledger(Row... rows) {
    lake.lakehouse()
        .replace(
            CustomerDay.TABLE,
            lake.lakehouse()
                .spark()
                .createDataFrame(List.of(rows), CustomerDay.TABLE.structType()));
  }

  private static Row row(long customer, String on, String stream, String type) {
    BigDecimal amount = new BigDecimal(stream.equals("orders") ? "20.0000" : "0.0000");
    Date day = Date.valueOf(on);
    return RowFactory.create(
        customer,
        day,
        stream,
        type,
        day,
        1L,
        1L,
        amount,
        BigDecimal.ZERO.setScale(4),
        1L,
        on.substring(0, 7));
  }
}
