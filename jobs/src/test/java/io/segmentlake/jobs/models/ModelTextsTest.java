package io.segmentlake.jobs.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.segmentlake.jobs.Progress;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.Settings;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.report.Given;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Stage;
import io.segmentlake.pipelines.predictions.Outcomes;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTextsTest {
  private static final LocalDate MAY = LocalDate.parse("2026-05-01");
  private static final LocalDate JUNE = LocalDate.parse("2026-06-01");

  @TempDir private Path folder;

  private Lakehouse lakehouse;

  @BeforeEach
  void register() {
    lakehouse = new Given(folder).lakehouse();
    ModelRegistry registry = new ModelRegistry(lakehouse);
    registry.add(List.of(entry(1, Stage.CHAMPION, MAY, "the first")));
    registry.add(List.of(entry(2, Stage.CHALLENGER, JUNE, "waits")));
    new ModelMetrics(lakehouse)
        .add(
            "clv",
            1,
            List.of(
                new Measured(MAY, 182, "model", "gini", .79506, null, null, 2787),
                new Measured(MAY, 182, "past_spend", "gini", .84236, null, null, 2787)));
  }

  @Test
  void listsVersionsWithTheirStages() {
    assertThat(ModelList.of(lakehouse))
        .isEqualTo(
            """
            model  version  stage       since       algorithm  why
            ─────  ───────  ──────────  ──────────  ─────────  ─────────
            clv          1  champion    2026-05-01  BG/NBD     the first
            clv          2  challenger  2026-06-01  BG/NBD     waits
            """);
  }

  @Test
  void theCardNamesTheBaselineThatIsBetter() {
    assertThat(ModelCard.of(lakehouse, "clv", null, JUNE))
        .startsWith("clv version 1: champion since 2026-05-01, the first\n")
        .contains("BG/NBD, trained up to 2026-05-01 on data of ingest run 1\n")
        .contains("alpha      4.4000\n")
        .contains("known on 2026-05-01, held against the 182 days after it, 2,787 customers:\n")
        .contains("model       gini    0.7951")
        .contains("past_spend  gini    0.8424");
    assertThat(ModelCard.of(lakehouse, "clv", 2, JUNE))
        .startsWith("clv version 2: challenger since 2026-06-01, waits\n")
        .endsWith("Not measured: the history is too short for a part of it to be held out.\n");
  }

  @Test
  void theCardOfRecommendationsSaysWhatItsListsAreHeldAgainst() {
    new ModelRegistry(lakehouse)
        .add(
            List.of(
                new Entry(
                    "recommendations",
                    1,
                    Stage.CHAMPION,
                    MAY,
                    "the first",
                    "implicit ALS and affinity",
                    MAY,
                    1,
                    Map.of("als_share", .75),
                    "_models/recommendations/1")));
    new ModelMetrics(lakehouse)
        .add(
            "recommendations",
            1,
            List.of(
                new Measured(MAY, 30, "model", "ndcg_at_10", .1078, null, null, 1271),
                new Measured(MAY, 30, "past_share", "ndcg_at_10", .0806, null, null, 1271)));

    assertThat(ModelCard.of(lakehouse, "recommendations", null, JUNE))
        .contains("Ten products to show each person")
        .contains("als_share  0.7500\n")
        .contains("known on 2026-05-01, held against the 30 days after it, 1,271 customers:\n")
        .containsPattern("past_share +ndcg_at_10 +0\\.0806 +the same, the first places counting");
  }

  @Test
  void comparesVersionsSideBySide() {
    new ModelMetrics(lakehouse)
        .add(
            "clv",
            2,
            List.of(
                new Measured(JUNE, 182, "model", "gini", .81, .79, .83, 2900),
                new Measured(JUNE, 182, "model", "lift_1", .2, null, null, 2900),
                new Measured(JUNE, 182, "version 1", "gini", .8, .78, .82, 2900)));

    assertThat(ModelComparison.of(lakehouse, "clv", 1, 2))
        .isEqualTo(
            """
            clv version 1: BG/NBD, trained up to 2026-05-01, champion since 2026-05-01
            clv version 2: BG/NBD, trained up to 2026-06-01, challenger since 2026-06-01

            182 days, as measured when trained: version 1 on 2,787 customers from 2026-05-01 on; version 2 on 2,900 customers from 2026-06-01 on
            predictor   metric  version 1  version 2
            ──────────  ──────  ─────────  ─────────────────────────
            model       gini    0.7951     0.8100 (0.7900 to 0.8300)
            past_spend  gini    0.8424
            version 1   gini               0.8000 (0.7800 to 0.8200)

            No paired difference yet: one of them has learned up to 2026-06-01, and training.snapshots know no outcome of a date from then on.
            """);
  }

  @Test
  void refusesComparisonsThatMakeNoSense() {
    new ModelRegistry(lakehouse)
        .add(
            List.of(
                new Entry(
                    "clv",
                    3,
                    Stage.INSUFFICIENT_DATA,
                    JUNE,
                    "40 customers have ordered, 500 are wanted",
                    "",
                    JUNE,
                    3,
                    Map.of(),
                    "")));

    assertThatThrownBy(() -> ModelComparison.of(lakehouse, "clv", 1, 1))
        .isInstanceOf(UsageException.class)
        .hasMessage("clv version 1 cannot be compared with itself. Versions are 1, 2, 3.");
    assertThatThrownBy(() -> ModelComparison.of(lakehouse, "clv", 1, 7))
        .isInstanceOf(UsageException.class)
        .hasMessage("clv has no version 7. It has 1, 2, 3.");
    assertThatThrownBy(() -> ModelComparison.of(lakehouse, "clv", 3, 1))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "clv version 3 cannot be compared, as nothing was fitted: 40 customers have ordered, 500 are wanted.");
  }

  @Test
  void theCardTellsWhatCameOfWhatWasPromisedAlsoInRowsWithoutAMeasure() {
    // As written before value was in the ledger.
    Table narrow =
        Table.of(
            Outcomes.TABLE.fullName(),
            "As it was.",
            Outcomes.TABLE.columns().subList(0, 7).toArray(Column[]::new));
    lakehouse.append(
        narrow,
        lakehouse
            .spark()
            .createDataFrame(
                List.of(RowFactory.create("clv", 1, Date.valueOf(MAY), 30, 500L, .25, .5)),
                narrow.structType()),
        "outcomes",
        1);

    assertThat(ModelCard.of(lakehouse, "clv", 1, JUNE))
        .endsWith(
            """

            Promised on a date of each month, and what came of it, a customer:
            date        version  days  customers  of what   promised  what came
            ──────────  ───────  ────  ─────────  ────────  ────────  ─────────
            2026-05-01        1    30        500  no order  0.2500    0.5000
            """);
  }

  @Test
  void refusesModelsAndVersionsThatThereAreNot() {
    assertThatThrownBy(() -> ModelCard.of(lakehouse, "clw", null, JUNE))
        .isInstanceOf(UsageException.class)
        .hasMessage("Unknown model 'clw': did you mean 'clv'? Models are clv.");
    assertThatThrownBy(() -> ModelCard.of(lakehouse, "clv", 3, JUNE))
        .isInstanceOf(UsageException.class)
        .hasMessage("clv has no version 3. It has 1, 2.");
  }

  @Test
  void aPromotedVersionSpeaksAndTheOneBeforeItRetires() {
    // Not closed: the session is that of all tests.
    Promotion promotion = new Promotion(context());

    assertThat(promotion.of("clv", 2)).isEqualTo("clv version 2 speaks from 2026-06-01 on.");
    assertThat(promotion.of("clv", 2)).isEqualTo("clv version 2 speaks already, since 2026-06-01.");
    assertThat(new ModelRegistry(lakehouse).versions())
        .extracting(Entry::version, Entry::stage, Entry::since, Entry::reason)
        .containsExactly(
            tuple(1, Stage.RETIRED, JUNE, "version 2 was promoted"),
            tuple(2, Stage.CHAMPION, JUNE, "promoted by hand"));
  }

  private RunContext context() {
    Settings settings =
        new Settings(
            "test",
            lakehouse.root(),
            folder.resolve("landing").toString(),
            folder.resolve("conf"),
            Optional.empty(),
            JUNE,
            Instant.parse("2026-06-02T03:00:00Z"));
    return new RunContext(
        settings, new Progress(new PrintStream(OutputStream.nullOutputStream())), lakehouse::spark);
  }

  private static Entry entry(int version, Stage stage, LocalDate since, String reason) {
    return new Entry(
        "clv",
        version,
        stage,
        since,
        reason,
        "BG/NBD",
        since,
        version,
        Map.of("alpha", 4.4, "r", .24),
        "_models/clv/" + version);
  }
}
