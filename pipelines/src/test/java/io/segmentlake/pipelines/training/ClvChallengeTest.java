package io.segmentlake.pipelines.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.metrics.Comparison;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.features.CustomerDay;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.measurement.Fairness;
import io.segmentlake.pipelines.predictions.ModelKind;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Stage;
import io.segmentlake.pipelines.predictions.Outcomes;
import io.segmentlake.pipelines.predictions.PastPromises;
import io.segmentlake.pipelines.predictions.SnapshotPromises;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a champion of value as time passes. */
class ClvChallengeTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 6, 30);
  private static final LocalDate HALF_A_YEAR_AGO = AS_OF.minusDays(ClvTrainer.OUTCOME_DAYS);
  private static final int CUSTOMERS = 900;

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @BeforeEach
  void shop() {
    LeavingShop.write(lake.lakehouse(), CUSTOMERS, AS_OF);
  }

  @Test
  void whatWasFittedTheSameWayAWeekAgoIsNotComparedAndSaysFromWhenOn() {
    train(new ClvTrainer(), AS_OF.minusDays(7));

    Entry second = train(new ClvTrainer(), AS_OF);

    assertThat(second.stage()).isEqualTo(Stage.CHALLENGER);
    assertThat(second.reason())
        .startsWith(
            "waits: fitted the same way as version 1, which is held against what came after it from 2026-07-24 on");
  }

  @Test
  void afterHalfAYearARefreshTakesOverIfItIsNoWorse() {
    Entry first = train(new ClvTrainer(), HALF_A_YEAR_AGO);

    Entry second = train(new ClvTrainer(), AS_OF);

    assertThat(first.stage()).as(first.reason()).isEqualTo(Stage.CHAMPION);
    assertThat(second.reason())
        .startsWith(
            "refreshes version 1, trained on 2026-01-01: no worse beyond chance in the 180 days from 2026-01-01");
    assertThat(second.stage()).isEqualTo(Stage.CHAMPION);
    assertThat(new ModelMetrics(lake.lakehouse()).of("clv", 2))
        .extracting(m -> m.predictor() + " " + m.metric())
        .contains("version 1 gini", "version 1 mae", "version 1 model_above_in_gini");
    List<Fairness.Entry> fairness = new Fairness(lake.lakehouse()).of("clv", 2);
    assertThat(fairness)
        .allMatch(e -> e.cutOff().equals(HALF_A_YEAR_AGO) && e.horizonDays() == 180)
        .filteredOn(e -> e.score().attribute().equals("tenure"))
        .extracting(e -> e.score().group())
        .containsExactly("91 to 365 days", "other", "up to 90 days");
    Row came =
        lake.lakehouse()
            .read(CustomerDay.TABLE)
            .where("event_on > date'" + HALF_A_YEAR_AGO + "'")
            .selectExpr("double(sum(amount))")
            .head();
    assertThat(
            fairness.stream()
                .filter(e -> e.score().attribute().equals("tenure"))
                .mapToDouble(e -> e.score().observed() * e.score().customers())
                .sum())
        .as("what all customers brought")
        .isCloseTo(came.getDouble(0), within(1e-6));
  }

  @Test
  void theLedgerTellsWhatCameOfValueAndOrdersOnceEach() {
    LocalDate then = AS_OF.minusDays(30);
    train(new ClvTrainer(), then);
    Outcomes outcomes = new Outcomes(lake.lakehouse());
    List<PastPromises> promises = List.of(SnapshotPromises.value(lake.lakehouse()));
    assertThat(outcomes.add(promises, then)).as("nothing came yet").isEmpty();

    snapshots(AS_OF, List.of(then, AS_OF));
    assertThat(outcomes.add(promises, AS_OF)).isPresent();
    assertThat(outcomes.add(promises, AS_OF)).as("told already").isEmpty();

    List<Outcomes.Entry> told = outcomes.of("clv");
    assertThat(told).extracting(Outcomes.Entry::measure).containsExactly("orders", "revenue");
    assertThat(told)
        .allMatch(e -> e.version() == 1 && e.asOf().equals(then) && e.horizonDays() == 30);
    Row came =
        lake.lakehouse()
            .read(CustomerDay.TABLE)
            .where("event_on > date'" + then + "'")
            .selectExpr("double(sum(events)) as orders", "double(sum(amount)) as revenue")
            .head();
    assertThat(told.get(0).observed() * told.get(0).customers())
        .isCloseTo(came.getDouble(0), within(1e-6));
    assertThat(told.get(1).observed() * told.get(1).customers())
        .isCloseTo(came.getDouble(1), within(1e-6));
    assertThat(told.get(1).promised())
        .isBetween(.5 * told.get(1).observed(), 2 * told.get(1).observed());
  }

  @Test
  void twoVersionsAreHeldAgainstEachOtherOnWhatCameAfterBoth() {
    Entry first = train(new ClvTrainer(), AS_OF.minusDays(100));
    Entry second = train(new ClvTrainer(), AS_OF.minusDays(33));
    PairedVersions pairs = new PairedVersions(lake.lakehouse(), ModelKind.CLV);
    assertThat(pairs.of(first, second)).as("nothing came yet").isEmpty();

    snapshots(AS_OF, List.of(AS_OF.minusDays(90), AS_OF.minusDays(30), AS_OF));
    List<PairedVersions.Window> windows = pairs.of(first, second);

    assertThat(windows).hasSize(1);
    PairedVersions.Window window = windows.get(0);
    assertThat(window.cutOff()).isEqualTo(AS_OF.minusDays(30));
    assertThat(window.days()).isEqualTo(30);
    assertThat(window.customers()).isEqualTo(CUSTOMERS);
    assertThat(window.metrics().keySet()).containsExactly("gini", "top_decile_capture", "mae");
    Comparison gini = window.metrics().get("gini");
    assertThat(gini.difference().value()).isCloseTo(gini.first() - gini.second(), within(1e-12));
    assertThat(gini.difference().low()).isLessThan(gini.difference().high());
    // The other way round the differences are the negatives.
    Comparison turned = pairs.of(second, first).get(0).metrics().get("gini");
    assertThat(turned.difference().value()).isCloseTo(-gini.difference().value(), within(1e-12));
  }

  private Entry train(ClvTrainer trainer, LocalDate asOf) {
    snapshots(asOf, List.of(asOf.minusDays(ClvTrainer.OUTCOME_DAYS), asOf));
    return new Training(history()).train(trainer, asOf).entry();
  }

  private void snapshots(LocalDate asOf, List<LocalDate> cutOffs) {
    new TrainingSnapshots(history()).write(asOf, cutOffs);
  }

  private CustomerHistory history() {
    return history(2);
  }

  private CustomerHistory history(long seq) {
    return new CustomerHistory(lake.lakehouse(), ZoneOffset.UTC, seq);
  }
}
