package io.segmentlake.pipelines.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.shops.Shop;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.BronzeRows;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.segments.SegmentMembers;
import io.segmentlake.pipelines.segments.SegmentTables;
import io.segmentlake.pipelines.silver.Silver;
import io.segmentlake.pipelines.silver.SilverTables;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AudienceTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final LocalDate AS_OF = LocalDate.parse("2025-03-31");

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void handsOverOnlyThoseWithPermissionAddressAndNothingAgainst() {
    BronzeRows rows = new BronzeRows(lake.lakehouse(), 1);
    for (int customer = 1; customer <= 9; customer++) {
      if (customer != 2) {
        consent(rows, customer, "granted", "2025-01-01");
      }
    }
    consent(rows, 3, "revoked", "2025-03-31T23:59:59");
    consent(rows, 4, "revoked", "2025-04-01");
    consent(rows, 10, "granted", "2025-01-01");
    consent(rows, 10, "revoked", "2025-01-01");
    mail(rows, 5, "unsubscribe", "2025-02-01");
    mail(rows, 6, "complaint", "2025-02-01");
    mail(rows, 7, "hard_bounce", "2025-02-01");
    mail(rows, 8, "soft_bounce", "2025-02-01");
    mail(rows, 8, "soft_bounce", "2025-02-07");
    mail(rows, 8, "soft_bounce", "2025-02-14");
    mail(rows, 1, "soft_bounce", "2025-02-01");
    mail(rows, 1, "soft_bounce", "2025-02-07");
    mail(rows, 1, "soft_bounce", "2025-02-16");
    rows.write();
    new Silver(lake.lakehouse(), new Shop("test", UTC, "CZK", List.of())).apply(1);
    addresses(1, 2, 3, 4, 5, 6, 7, 8, 10);
    members(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    assertThat(audience())
        .containsExactly(
            "1 [] c1@shop.example",
            "2 [no permission] null",
            "3 [no permission] null",
            "4 [] c4@shop.example",
            "5 [no permission] null",
            "6 [complaint or spam trap] null",
            "7 [bounced] null",
            "8 [bounced] null",
            "9 [no valid address] null",
            "10 [no permission] null");
  }

  @Test
  void takesTheStrictestOfMergedCustomers() {
    BronzeRows rows = new BronzeRows(lake.lakehouse(), 1);
    consent(rows, 1, "granted", "2025-01-01");
    consent(rows, 2, "revoked", "2024-01-01");
    mail(rows, 1, "delivered", "2025-01-01");
    rows.write();
    new Silver(lake.lakehouse(), new Shop("test", UTC, "CZK", List.of())).apply(1);
    addresses(1);
    members(1);
    append(SilverTables.PERSONS, RowFactory.create(2L, 1L, 1L, null));

    assertThat(audience()).containsExactly("1 [no permission] null");
  }

  private List<String> audience() {
    CustomerHistory history = new CustomerHistory(lake.lakehouse(), UTC, 1);
    return new Audience(history)
            .of(SegmentMembers.of(lake.lakehouse(), UTC, "everybody", AS_OF))
            .orderBy("customer_id")
            .collectAsList()
            .stream()
            .map(
                r ->
                    r.getLong(0)
                        + " ["
                        + String.join(", ", r.<String>getList(1))
                        + "] "
                        + r.getString(2))
            .toList();
  }

  private static void consent(BronzeRows rows, int customer, String action, String at) {
    rows.add(
        "consents",
        1,
        "2025-01-01",
        "customer_id=" + customer,
        "occurred_at=" + at,
        "channel=email",
        "topic=newsletter",
        "purpose=send",
        "action=" + action);
  }

  private static void mail(BronzeRows rows, int customer, String type, String at) {
    rows.add(
        "email_events",
        1,
        "2025-01-01",
        "event_id=" + customer + type + at,
        "occurred_at=" + at,
        "type=" + type,
        "customer_id=" + customer);
  }

  private void addresses(int... customers) {
    List<Row> rows = new ArrayList<>();
    for (int customer : customers) {
      Object[] row = new Object[SilverTables.CONTACTS.columns().size()];
      row[0] = (long) customer;
      row[2] = " C" + customer + "@Shop.example";
      row[3] = "c" + customer + "@shop.example";
      row[4] = true;
      rows.add(RowFactory.create(row));
    }
    append(SilverTables.CONTACTS, rows.toArray(Row[]::new));
  }

  private void members(int... customers) {
    List<Row> rows = new ArrayList<>();
    for (int customer : customers) {
      rows.add(
          RowFactory.create(
              "everybody",
              1,
              (long) customer,
              BronzeRows.instant("2025-01-01"),
              null,
              1L,
              null,
              null,
              null,
              true));
    }
    append(SegmentTables.MEMBERSHIP, rows.toArray(Row[]::new));
    append(
        SegmentTables.EVALUATIONS,
        RowFactory.create(
            "everybody",
            1,
            Date.valueOf(AS_OF),
            BronzeRows.instant("2025-04-01"),
            9L,
            (long) customers.length,
            0L,
            0L,
            BigDecimal.ZERO,
            "{}",
            1L));
  }

  private void append(Table table, Row... rows) {
    lake.lakehouse()
        .append(
            table,
            lake.lakehouse().spark().createDataFrame(List.of(rows), table.structType()),
            "test",
            1);
  }
}
