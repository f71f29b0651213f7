package io.segmentlake.pipelines.training;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.features.CustomerDay;
import io.segmentlake.pipelines.silver.SilverTables;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of the ledger and of silver.assignments, as earlier jobs leave them; all known at once. */
final class LotShop {
  private final List<Row> ledger = new ArrayList<>();
  private final List<Row> lots = new ArrayList<>();

  LotShop order(long customer, LocalDate on, String amount, String margin) {
    return add(customer, on, "orders", "order", amount, margin);
  }

  LotShop visit(long customer, LocalDate on) {
    return add(customer, on, "web_events", "page_view", "0", "0");
  }

  private LotShop add(
      long customer, LocalDate on, String stream, String type, String amount, String margin) {
    ledger.add(
        RowFactory.create(
            customer,
            Date.valueOf(on),
            stream,
            type,
            Date.valueOf(on),
            1L,
            1L,
            new BigDecimal(amount).setScale(4),
            margin == null ? null : new BigDecimal(margin).setScale(4),
            margin == null ? 1L : 0L,
            on.toString().substring(0, 7)));
    return this;
  }

  LotShop lot(String campaign, long customer, LocalDate on, String arm, String discount) {
    Map<String, Object> values = new HashMap<>();
    values.put("campaign_id", campaign);
    values.put("customer_id", customer);
    values.put("assigned_at", at(on));
    values.put("arm", arm);
    values.put("discount_rate", new BigDecimal(discount).setScale(4));
    values.put("event_on", Date.valueOf(on));
    values.put("record_key", campaign + customer);
    values.put("known_at", at(on));
    values.put("arrived_seq", 1L);
    values.put("event_month", on.toString().substring(0, 7));
    lots.add(
        RowFactory.create(
            SilverTables.ASSIGNMENTS.columns().stream()
                .map(Column::name)
                .map(values::get)
                .toArray()));
    return this;
  }

  private static Timestamp at(LocalDate on) {
    return Timestamp.from(on.atTime(8, 0).toInstant(ZoneOffset.UTC));
  }

  void write(Lakehouse lakehouse) {
    replace(lakehouse, CustomerDay.TABLE, ledger);
    replace(lakehouse, SilverTables.ASSIGNMENTS, lots);
  }

  private static void replace(Lakehouse lakehouse, Table table, List<Row> rows) {
    lakehouse.replace(table, lakehouse.spark().createDataFrame(rows, table.structType()));
  }
}
