package io.segmentlake.pipelines.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.shops.Shop;
import io.segmentlake.pipelines.BronzeRows;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.silver.FillRates;
import io.segmentlake.pipelines.silver.Silver;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PermissionAuditTest {
  private static final Shop SHOP = new Shop("test", ZoneId.of("UTC"), "CZK", List.of());

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void countsPermissionsThatHoldByProofAndAgeAndThoseTakenBack() {
    BronzeRows rows = new BronzeRows(lake.lakehouse(), 1);
    consent(rows, 1, "granted", "2024-06-30", "basis=consent", "evidence=form", "text_version=v1");
    consent(rows, 2, "granted", "2024-07-01", "basis=consent", "evidence=form", "text_version=v1");
    consent(rows, 3, "granted", "2020-01-01", "basis=consent", "evidence=form", "text_version=v1");
    consent(rows, 4, "granted", "2025-01-01", "basis=soft_opt_in");
    consent(rows, 5, "granted", "2025-01-01", "basis=consent");
    consent(rows, 5, "revoked", "2025-01-01");
    consent(rows, 6, "revoked", "2025-01-01");
    consent(rows, 6, "granted", "2025-01-02", "basis=soft_opt_in");
    consent(rows, 7, "granted", "2025-01-01", "basis=soft_opt_in");
    consent(rows, 8, "granted", "2025-07-01", "basis=soft_opt_in");
    rows.add(
            "email_events",
            1,
            "2025-02-01",
            "event_id=u",
            "occurred_at=2025-02-01",
            "type=unsubscribe",
            "customer_id=7")
        .write();
    new Silver(lake.lakehouse(), SHOP).apply(1);

    assertThat(audit("2025-06-30"))
        .containsExactlyInAnyOrder(
            "email newsletter send consent form v1 1: 1 0",
            "email newsletter send consent form v1 0: 1 0",
            "email newsletter send consent form v1 3: 1 0",
            "email newsletter send soft_opt_in null null 0: 2 0",
            "email newsletter send null null null null: 0 2");
    assertThat(audit("2024-12-31")).hasSize(2).allMatch(line -> line.endsWith(" 0"));
  }

  @Test
  void tellsHowFullEachColumnIs() {
    BronzeRows rows = new BronzeRows(lake.lakehouse(), 1);
    rows.add(
        "surveys",
        1,
        "2025-01-02",
        "response_id=a",
        "answered_at=2025-01-01",
        "kind=nps",
        "score=9");
    rows.add("surveys", 1, "2025-01-02", "response_id=b", "answered_at=2025-01-01", "kind=nps");
    rows.write();
    new Silver(lake.lakehouse(), SHOP).apply(1);

    FillRates surveys = FillRates.of(lake.lakehouse()).get(0);

    assertThat(surveys.stream()).isEqualTo("surveys");
    assertThat(surveys.rows()).isEqualTo(2);
    assertThat(surveys.filled())
        .containsEntry("response_id", 2L)
        .containsEntry("score", 1L)
        .containsEntry("customer_id", 0L);
  }

  private static void consent(
      BronzeRows rows, int customer, String action, String at, String... proof) {
    List<String> pairs =
        new ArrayList<>(
            List.of(
                "customer_id=" + customer,
                "occurred_at=" + at,
                "channel=email",
                "topic=newsletter",
                "purpose=send",
                "action=" + action));
    pairs.addAll(List.of(proof));
    rows.add("consents", customer, "2025-01-01", pairs.toArray(String[]::new));
  }

  private List<String> audit(String asOf) {
    return PermissionAudit.of(lake.lakehouse(), LocalDate.parse(asOf)).stream()
        .map(
            p ->
                String.join(
                        " ",
                        p.channel(),
                        p.topic(),
                        p.purpose(),
                        p.basis(),
                        p.evidence(),
                        p.textVersion(),
                        "" + p.years())
                    + ": "
                    + p.granted()
                    + " "
                    + p.revoked())
        .toList();
  }
}
