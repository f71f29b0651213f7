package io.segmentlake.pipelines.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.churn.Algorithm;
import io.segmentlake.models.churn.ChurnTraining;
import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.training.Sufficiency;
import io.segmentlake.models.training.TrainingWindows;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerDay;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.measurement.Fairness;
import io.segmentlake.pipelines.predictions.ModelKind;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Stage;
import io.segmentlake.pipelines.predictions.Outcomes;
import io.segmentlake.pipelines.predictions.PastPromises;
import io.segmentlake.pipelines.predictions.Predictions;
import io.segmentlake.pipelines.predictions.SnapshotPromises;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChurnTrainerTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 9, 27);
  private static final int DAYS = 270;

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  private final ChurnTrainer trainer =
      new ChurnTrainer(
          new ChurnTraining(
              Sufficiency.USUAL, List.of(Algorithm.LOGISTIC_REGRESSION), Long.MAX_VALUE, 1),
          List.of(60));

  @Test
  void theFirstVersionSpeaksAndALaterOneHasToWin() {
    ledger(600);

    Training.Trained first = train(AS_OF.minusDays(7));
    Training.Trained second = train(AS_OF);

    assertThat(first.entry().stage()).as(first.entry().reason()).isEqualTo(Stage.CHAMPION);
    assertThat(first.entry().algorithm()).isEqualTo("logistic regression (60 days)");
    // A week more of the same customers: nothing that goes beyond chance.
    assertThat(second.entry().stage()).isEqualTo(Stage.CHALLENGER);
    assertThat(second.entry().reason())
        .startsWith("does not replace version 1: no difference beyond chance");
    List<ModelMetrics.Measured> measured = new ModelMetrics(lake.lakehouse()).of("churn", 2);
    assertThat(measured)
        .extracting(m -> m.predictor() + " " + m.metric())
        .contains(
            "model roc_auc",
            "model calibration_error",
            "recency model_above_in_roc_auc",
            "version 1 roc_auc",
            "version 1 model_above_in_roc_auc",
            "model lift_1");
    assertThat(figure(measured, "model", "roc_auc")).isBetween(.7, .99);
    assertThat(figure(measured, "recency", "model_above_in_roc_auc")).isPositive();
    List<Fairness.Entry> fairness = new Fairness(lake.lakehouse()).of("churn", 2);
    assertThat(fairness).extracting(e -> e.score().attribute()).contains("tenure", "country");
    assertThat(
            fairness.stream()
                .filter(e -> e.score().attribute().equals("tenure"))
                .mapToLong(e -> e.score().customers())
                .sum())
        .as("each customer is in one group")
        .isEqualTo(measured.get(0).customers());

    write(AS_OF);
    Dataset<Row> churn = lake.lakehouse().read(PredictionColumns.CHURN);
    assertThat(churn.count()).isEqualTo(600);
    assertThat(churn.where("churn_probability_60d between 0 and 1 and model_version = 1").count())
        .isEqualTo(600);
    assertThat(churn.where("churn_probability_30d is null and churn_risk_90d is null").count())
        .as("horizons that no model was fitted for")
        .isEqualTo(600);
    assertThat(churn.where("size(churn_reasons) between 1 and 3").count()).isEqualTo(600);
    assertThat(churn.select("churn_risk_60d").distinct().as(Encoders.STRING()).collectAsList())
        .contains("high", "low");
    Dataset<Row> added =
        new Predictions(lake.lakehouse())
            .added(
                lake.lakehouse().read(FeatureColumns.CUSTOMER),
                List.of(AS_OF),
                Set.of("churn_risk_60d"));
    assertThat(
            added
                .select("customer_id", "churn_probability_60d", "churn_risk_60d")
                .except(churn.select("customer_id", "churn_probability_60d", "churn_risk_60d"))
                .isEmpty())
        .isTrue();
  }

  @Test
  void theLedgerTellsWhatCameOnceEachAndTooLittleKeepsTheChampion() {
    ledger(600);
    LocalDate then = AS_OF.minusDays(60);
    Entry champion = train(then).entry();
    Outcomes outcomes = new Outcomes(lake.lakehouse());
    List<PastPromises> promises = List.of(SnapshotPromises.churn(lake.lakehouse()));
    assertThat(outcomes.add(promises, then)).as("nothing came yet").isEmpty();

    snapshots(AS_OF, 2);
    assertThat(outcomes.add(promises, AS_OF)).isPresent();
    assertThat(outcomes.add(promises, AS_OF)).as("told already").isEmpty();

    Outcomes.Entry told = outcomes.of("churn").get(0);
    assertThat(outcomes.of("churn")).hasSize(1);
    assertThat(told.version()).isEqualTo(1);
    assertThat(told.asOf()).isEqualTo(then);
    assertThat(told.horizonDays()).isEqualTo(60);
    assertThat(told.customers()).isEqualTo(600);
    long stayed =
        lake.lakehouse()
            .read(CustomerDay.TABLE)
            .where("type = 'order' and event_on > date'" + then + "'")
            .select("customer_id")
            .distinct()
            .count();
    assertThat(told.observed()).isCloseTo(1 - stayed / 600.0, within(1e-12));
    assertThat(told.promised()).isCloseTo(told.observed(), within(.1));

    ledger(50);
    // As if a later run had found less.
    snapshots(AS_OF, 3);
    Entry entry = new Training(history(3)).train(trainer, AS_OF).entry();

    assertThat(entry.stage()).isEqualTo(Stage.INSUFFICIENT_DATA);
    assertThat(entry.reason())
        .startsWith("60 days: Too little data: 50 buyers where 500 are needed")
        .endsWith("; version 1 goes on speaking");
    assertThat(new ModelRegistry(lake.lakehouse()).champion("churn", AS_OF)).contains(champion);
  }

  @Test
  void whatIsProposedWaitsAlsoWhereNothingSpeaks() {
    ledger(600);
    snapshots(AS_OF, 2);
    Training training = new Training(history(2));
    ModelRegistry registry = new ModelRegistry(lake.lakehouse());

    Fitting tried = training.tried(trainer, AS_OF);
    assertThat(registry.versions()).as("nothing is written").isEmpty();
    assertThat(tried.model()).isPresent();

    Entry entry = training.proposed(ModelKind.CHURN, AS_OF, tried, "from a notebook").entry();
    assertThat(entry.stage()).isEqualTo(Stage.CHALLENGER);
    assertThat(entry.reason())
        .startsWith("from a notebook: nothing speaks yet; 60 days: 1 of 3 rolling windows");
    assertThat(registry.versions()).containsExactly(entry);
    assertThat(registry.champion("churn", AS_OF)).isEmpty();
    assertThat(new ModelMetrics(lake.lakehouse()).of("churn", 1))
        .containsExactlyInAnyOrderElementsOf(tried.measured());
    // It can speak, once somebody says so.
    assertThat(new Predictions(lake.lakehouse()).load(ModelKind.CHURN, entry).algorithm())
        .isEqualTo("logistic regression (60 days)");
  }

  private static double figure(
      List<ModelMetrics.Measured> measured, String predictor, String metric) {
    return measured.stream()
        .filter(m -> m.predictor().equals(predictor) && m.metric().equals(metric))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private Training.Trained train(LocalDate asOf) {
    snapshots(asOf, 2);
    return new Training(history(2)).train(trainer, asOf);
  }

  /** Those of the one horizon. */
  private void snapshots(LocalDate asOf, long seq) {
    List<LocalDate> cutOffs =
        new ArrayList<>(TrainingWindows.of(AS_OF.minusDays(DAYS), asOf, 60).cutOffs());
    cutOffs.add(asOf);
    new TrainingSnapshots(history(seq)).write(asOf, cutOffs);
  }

  private void write(LocalDate asOf) {
    Customer customer = new Customer(history(2));
    try (Customer.Features features = customer.at(List.of(asOf))) {
      customer.write(features, asOf);
    }
    new Predictions(lake.lakehouse()).write(asOf, 2);
  }

  private CustomerHistory history(long seq) {
    return new CustomerHistory(lake.lakehouse(), ZoneOffset.UTC, seq);
  }

  /**
   * Customers who visit on some days and order on some of these, until they lose interest: what
   * they do is known at once.
   */
  private void ledger(int customers) {
    SplittableRandom dice = new SplittableRandom(7);
    LocalDate start = AS_OF.minusDays(DAYS);
    List<Row> rows = new ArrayList<>();
    for (long id = 1; id <= customers; id++) {
      int from = dice.nextInt(60);
      int until = from + 1 + (int) (-150 * Math.log(1 - dice.nextDouble()));
      double orders = .1 + .4 * dice.nextDouble();
      rows.add(row(id, start.plusDays(from), "orders", "order"));
      for (int day = from + 1; day <= Math.min(until, DAYS); day++) {
        if (dice.nextDouble() < .15) {
          rows.add(row(id, start.plusDays(day), "web_events", "view"));
          if (dice.nextDouble() < orders) {
            rows.add(row(id, start.plusDays(day), "orders", "order"));
          }
        }
      }
    }
    lake.lakehouse()
        .replace(
            CustomerDay.TABLE,
            lake.lakehouse().spark().createDataFrame(rows, CustomerDay.TABLE.structType()));
  }

  private static Row row(long id, LocalDate on, String stream, String type) {
    BigDecimal amount = new BigDecimal(stream.equals("orders") ? "20.0000" : "0.0000");
    return RowFactory.create(
        id,
        Date.valueOf(on),
        stream,
        type,
        Date.valueOf(on),
        1L,
        1L,
        amount,
        BigDecimal.ZERO.setScale(4),
        1L,
        on.toString().substring(0, 7));
  }
}
