package io.segmentlake.pipelines.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.clv.ValueModel;
import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerDay;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.Drift;
import io.segmentlake.pipelines.predictions.DriftVerdict;
import io.segmentlake.pipelines.predictions.ModelKind;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Stage;
import io.segmentlake.pipelines.predictions.Predictions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClvTrainingTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 6, 30);

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void trainsOnceRegistersMeasuresAndPredicts() {
    ledger(800);

    Training.Trained trained = train();
    Training.Trained again = train();

    assertThat(trained.entry().stage()).as(trained.entry().reason()).isEqualTo(Stage.CHAMPION);
    assertThat(again.entry()).isNull();
    assertThat(new ModelRegistry(lake.lakehouse()).versions()).containsExactly(trained.entry());
    assertThat(new ModelMetrics(lake.lakehouse()).of("clv", 1))
        .extracting(m -> m.predictor() + " " + m.metric())
        .containsExactlyInAnyOrder(
            "model gini",
            "model top_decile_capture",
            "model mae",
            "model total_bias",
            "model above_high",
            "model label_reads",
            "past_spend gini",
            "past_spend top_decile_capture",
            "past_spend model_above_in_gini",
            "past_spend model_above_in_capture");
    assertThat(trained.entry().reason())
        .startsWith(
            "the first that could be fitted; the two-part model needs a year of history to be tried");

    try (Customer.Features features = new Customer(history()).at(List.of(AS_OF))) {
      new Customer(history()).write(features, AS_OF);
    }
    Predictions predictions = new Predictions(lake.lakehouse());
    Set<String> named = Set.of("predicted_value_365d");
    assertThat(predictions.silent(AS_OF, named)).isEmpty();
    assertThat(predictions.silent(AS_OF.minusDays(1), named))
        .as("before there was a champion")
        .containsExactly(ModelKind.CLV);
    assertThat(predictions.isHead(AS_OF)).isTrue();
    assertThat(predictions.speaksOn(AS_OF)).isTrue();
    assertThat(predictions.speaksOn(AS_OF.minusDays(1))).isFalse();
    predictions.write(AS_OF, 1);

    Dataset<Row> clv = lake.lakehouse().read(PredictionColumns.CLV);
    assertThat(clv.count()).isEqualTo(800);
    assertThat(clv.where("predicted_value_365d > 0 and model_version = 1").count()).isEqualTo(800);
    Dataset<Row> added =
        predictions.added(lake.lakehouse().read(FeatureColumns.CUSTOMER), List.of(AS_OF), named);
    assertThat(
            added
                .select("customer_id", "predicted_value_365d")
                .except(clv.select("customer_id", "predicted_value_365d"))
                .isEmpty())
        .isTrue();

    Drift drift = new Drift(lake.lakehouse());
    assertThat(drift.latest("clv", 1))
        .extracting(e -> e.spread().name() + " " + e.index() + " " + e.verdict())
        .as("the same customers as in training")
        .contains("predicted_value_365d 0.0 STEADY", "order_days 0.0 STEADY")
        .allMatch(text -> text.endsWith(" 0.0 STEADY"));
    keepOfFeatures("order_days <= 2");
    Predictions.Spoken spoken = predictions.write(AS_OF, 2);

    assertThat(spoken.blocked())
        .singleElement()
        .extracting(ModelRegistry.Entry::reason)
        .asString()
        .matches(".*_365d has moved by \\d\\.\\d\\d since it was trained \\(0\\.25 is too much\\)");
    assertThat(drift.latest("clv", 1).get(0).verdict()).isEqualTo(DriftVerdict.BROKEN);
    assertThat(predictions.silent(AS_OF, named)).as("rules go on without").isNotEmpty();
    assertThat(lake.lakehouse().read(PredictionColumns.CLV).count())
        .as("what it said before stays")
        .isEqualTo(800);
    assertThat(predictions.write(AS_OF, 2).written()).as("run again").isEmpty();
  }

  private void keepOfFeatures(String condition) {
    Dataset<Row> kept =
        lake.lakehouse().read(FeatureColumns.CUSTOMER).where(condition).localCheckpoint();
    assertThat(kept.count()).isGreaterThan(200);
    lake.lakehouse().replace(FeatureColumns.CUSTOMER, kept);
  }

  @Test
  void twoPartsTakeOverFromBtydWhereTheyDoBetter() {
    VisitedShop.write(lake.lakehouse(), 1500, AS_OF);
    Training.Trained first = train();
    LocalDate half = AS_OF.minusDays(ClvTrainer.OUTCOME_DAYS);
    LocalDate year = AS_OF.minusDays(2 * ClvTrainer.OUTCOME_DAYS);
    new TrainingSnapshots(history()).write(AS_OF, List.of(year, half, AS_OF));
    CustomerHistory later = new CustomerHistory(lake.lakehouse(), ZoneOffset.UTC, 3);

    Training.Trained second = new Training(later).train(new ClvTrainer(), AS_OF);

    assertThat(first.entry().algorithm()).startsWith("BG/NBD");
    assertThat(second.entry().reason()).startsWith("does better than version 1: Gini +");
    assertThat(second.entry().stage()).isEqualTo(Stage.CHAMPION);
    assertThat(second.entry().algorithm()).startsWith("two-part logistic ");
    assertThat(second.entry().parameters())
        .containsKeys("two_part_year_factor", "buys_log_visits_30d", "worth_log_mean_spend", "r");
    List<ModelMetrics.Measured> measured = new ModelMetrics(lake.lakehouse()).of("clv", 2);
    assertThat(measured)
        .extracting(m -> m.predictor() + " " + m.metric())
        .contains("model mae", "btyd gini", "btyd mae", "past_spend gini")
        .doesNotContain("version 1 gini");
    assertThat(measured)
        .filteredOn(m -> m.predictor().equals("btyd") && m.metric().equals("model_above_in_gini"))
        .hasSize(1)
        .allMatch(m -> m.low() > 0);
    ValueModel loaded =
        (ValueModel) new Predictions(lake.lakehouse()).load(ModelKind.CLV, second.entry());
    assertThat(loaded.algorithm()).isEqualTo(second.entry().algorithm());
  }

  @Test
  void registersWhyThereIsTooLittleToLearnFrom() {
    ledger(40);

    Training.Trained trained = train();

    assertThat(trained.entry().stage()).isEqualTo(Stage.INSUFFICIENT_DATA);
    assertThat(trained.entry().reason()).isEqualTo("40 customers have ordered, 500 are wanted");
    try (Customer.Features features = new Customer(history()).at(List.of(AS_OF))) {
      new Customer(history()).write(features, AS_OF);
    }
    Predictions predictions = new Predictions(lake.lakehouse());
    assertThat(predictions.silent(AS_OF, Set.of("next_order_on"))).containsExactly(ModelKind.CLV);
    assertThat(predictions.speaksOn(AS_OF)).isFalse();
    assertThat(predictions.isHead(AS_OF)).as("features are there all the same").isTrue();
  }

  /** What the shop got to know after the date must not show in the features of the date. */
  @Test
  void nothingKnownLaterShowsInThePast() {
    ledger(30);
    LocalDate past = AS_OF.minusDays(100);
    List<String> before = features(past);

    List<Row> late = new ArrayList<>();
    late.add(LeavingShop.order(3, past.minusDays(10), past.plusDays(1), 2, "500"));
    late.add(LeavingShop.order(99, past.minusDays(10), past.plusDays(1), 2, "500"));
    late.add(LeavingShop.order(4, past.plusDays(2), past.plusDays(2), 2, "500"));
    lake.lakehouse()
        .append(
            CustomerDay.TABLE,
            lake.lakehouse().spark().createDataFrame(late, CustomerDay.TABLE.structType()),
            "later",
            1);

    assertThat(features(past)).isEqualTo(before);
    assertThat(features(past.plusDays(1))).as("a day later it is known").isNotEqualTo(before);
  }

  private List<String> features(LocalDate date) {
    try (Customer.Features features = new Customer(history().asKnownOn(date)).at(List.of(date))) {
      return features.rows().orderBy("customer_id").toJSON().collectAsList();
    }
  }

  private Training.Trained train() {
    new TrainingSnapshots(history())
        .write(AS_OF, List.of(AS_OF.minusDays(ClvTrainer.OUTCOME_DAYS), AS_OF));
    return new Training(history()).train(new ClvTrainer(), AS_OF);
  }

  private CustomerHistory history() {
    return new CustomerHistory(lake.lakehouse(), ZoneOffset.UTC, 2);
  }

  private void ledger(int customers) {
    LeavingShop.write(lake.lakehouse(), customers, AS_OF);
  }
}
