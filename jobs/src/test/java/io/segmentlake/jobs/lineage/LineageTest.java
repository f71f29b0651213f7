package io.segmentlake.jobs.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.FakeJob;
import io.segmentlake.jobs.Schedule;
import io.segmentlake.jobs.lineage.Lineage.Step;
import io.segmentlake.pipelines.sql.LakehouseTables;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageTest {
  private static final Lineage SHOP =
      new Lineage(
          List.of(
              FakeJob.named("ingest").writing("bronze.orders", "bronze.stock"),
              FakeJob.named("silver").reading("bronze.orders").writing("silver.orders"),
              FakeJob.named("stock").reading("bronze.stock").writing("silver.stock"),
              FakeJob.named("train")
                  .reading("silver.orders", "models.registry")
                  .writing("models.registry"),
              FakeJob.named("segments")
                  .reading("silver.orders", "models.registry")
                  .writing("segments.members")));

  @Test
  void namesWhatATableIsMadeFrom() {
    assertThat(SHOP.madeFrom("silver.orders"))
        .containsExactly(
            new Step("ingest", List.of(), List.of("bronze.orders", "bronze.stock")),
            new Step("silver", List.of("bronze.orders"), List.of("silver.orders")));
    assertThat(SHOP.madeFrom("segments.members"))
        .extracting(Step::job)
        .containsExactly("ingest", "silver", "train", "segments");
  }

  @Test
  void namesWhatDependsOnATable() {
    assertThat(SHOP.usedBy("bronze.orders"))
        .extracting(Step::job)
        .containsExactly("silver", "train", "segments");
    assertThat(SHOP.usedBy("silver.stock")).isEmpty();
    assertThat(SHOP.usedBy("models.registry"))
        .extracting(Step::job)
        .containsExactly("train", "segments");
  }

  @Test
  void saysItInWords() {
    assertThat(LineageText.of(SHOP, "silver.stock"))
        .isEqualTo(
            """
            silver.stock: One row per test.

            Made from
            job     reads         makes
            ──────  ────────────  ───────────────────────────
            ingest  raw files     bronze.orders, bronze.stock
            stock   bronze.stock  silver.stock

            Used by
            no job; SQL, reports and deliveries read it
            """);
  }

  /** Maintenance touches all tables and makes none. */
  @Test
  void knowsWhereTheTablesOfAllSchedulesComeFrom() {
    Lineage lineage = new Lineage(Schedule.all().ordered());

    assertThat(lineage.madeFrom("segments.membership"))
        .extracting(Step::job)
        .contains("ingest", "silver", "segments", "train-churn")
        .doesNotContain("maintain-tables");
    assertThat(lineage.usedBy("segments.membership")).isEmpty();
    assertThat(LakehouseTables.stored().stream().map(t -> t.fullName()).toList())
        .containsAll(lineage.tables());
    assertThat(LineageText.of(lineage))
        .contains("raw files", "bronze (")
        .doesNotContain("maintain");
  }
}
