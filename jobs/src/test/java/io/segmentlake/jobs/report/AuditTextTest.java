package io.segmentlake.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.pipelines.activation.PermissionAudit;
import io.segmentlake.pipelines.silver.FillRates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTextTest {
  private final AuditText text =
      AuditText.of(
          "shop",
          LocalDate.parse("2026-06-30"),
          Instant.parse("2026-07-01T03:00:00Z"),
          List.of(
              granted("consent", "form", "v1", 0, 30),
              granted("consent", "form", "v1", 2, 10),
              granted("soft_opt_in", null, null, 3, 60),
              new PermissionAudit("email", "newsletter", "send", null, null, null, null, 0, 7)),
          List.of(new FillRates("order_lines", 1000, filled())),
          Map.of("surveys", List.of("nps_detractors")));

  @Test
  void addsUpPermissionsOfTheSameProof() {
    assertThat(text.permissions())
        .extracting(AuditText.PermissionRow::toString)
        .containsExactly(
            "PermissionRow[use=email, send, topic=newsletter, basis=consent, evidence=form, text=v1,"
                + " ages=[30, , 10, ], granted=40, revoked=, tone=good, mark=]",
            "PermissionRow[use=email, send, topic=newsletter, basis=soft opt in, evidence=not"
                + " recorded, text=not recorded, ages=[, , , 60], granted=60, revoked=, tone=warn,"
                + " mark=no full proof]",
            "PermissionRow[use=email, send, topic=newsletter, basis=taken back, evidence=, text=,"
                + " ages=[, , , ], granted=, revoked=7, tone=good, mark=]");
    assertThat(text.tiles())
        .extracting(AuditText.Tile::value)
        .containsExactly("100", "7", "60", "70");
  }

  @Test
  void tellsWhatIsMissingAndWhoDoesWithout() {
    assertThat(text.gaps())
        .containsExactly(
            new AuditText.GapRow("Surveys", "not mapped", "NPS detractors"),
            new AuditText.GapRow("Order lines", "never filled", "without unit_cost"));
    assertThat(text.streams().get(0).columns())
        .containsExactly(
            new AuditText.ColumnRow("order_id", "100.0%", "100.0%", "good"),
            new AuditText.ColumnRow("line_id", "99.9%", "99.9%", ""),
            new AuditText.ColumnRow("unit_cost", "0.0%", "0.0%", "bad"));
  }

  @Test
  void standsInThePage() {
    assertThat(Audit.page(text))
        .contains("audit of 2026-06-30", "no full proof", "NPS detractors", "default-src 'none'")
        .doesNotContain("{{", "null", "<script");
  }

  private static Map<String, Long> filled() {
    Map<String, Long> filled = new LinkedHashMap<>();
    filled.put("order_id", 1000L);
    filled.put("line_id", 999L);
    filled.put("unit_cost", 0L);
    return filled;
  }

  private static PermissionAudit granted(
      String basis, String evidence, String version, int years, long records) {
    return new PermissionAudit(
        "email", "newsletter", "send", basis, evidence, version, years, records, 0);
  }
}
