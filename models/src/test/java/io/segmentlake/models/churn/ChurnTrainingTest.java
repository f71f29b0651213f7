package io.segmentlake.models.churn;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.training.Sufficiency;
import io.segmentlake.models.training.TrainingWindows;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Training on a small shop by the quick candidate; trees have a test of their own. */
class ChurnTrainingTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final TrainingWindows WINDOWS =
      TrainingWindows.of(SmallShop.FIRST, SmallShop.LAST, 60);
  private static final ChurnTraining TRAINING =
      new ChurnTraining(
          Sufficiency.USUAL, List.of(Algorithm.LOGISTIC_REGRESSION), Long.MAX_VALUE, 1);

  private static Dataset<Row> snapshots;
  private static ChurnResult result;

  @BeforeAll
  static void train() {
    snapshots = SmallShop.snapshots(SPARK.spark(), 800, WINDOWS);
    result = TRAINING.fit(snapshots, WINDOWS);
  }

  @Test
  void beatsRecencyOfOrdersWhereVisitsTellMore() {
    ChurnMetrics heldOut = result.fitted().orElseThrow().heldOut();

    assertThat(heldOut.customers()).isEqualTo(800);
    assertThat(heldOut.rocAucAgainst().keySet()).containsExactly("recency", "frequency", "btyd");
    assertThat(heldOut.rocAucAgainst().values())
        .allMatch(comparison -> comparison.difference().isAboveZero());
    assertThat(heldOut.calibrationError().value()).isLessThan(.08);
    assertThat(heldOut.lift())
        .hasSizeBetween(5, 10)
        .element(0)
        .satisfies(lift -> assertThat(lift).isLessThan(.5));
  }

  @Test
  void namesThePlantedCause() {
    ChurnModel model = result.fitted().orElseThrow().model();
    Dataset<Row> reasons =
        model
            .transform(snapshots)
            .where("risk_band = 'high'")
            .selectExpr(
                "exists(reasons, reason -> reason.feature like '%visit%') as is_told",
                "size(reasons) as count");

    long high = reasons.count();
    assertThat(high).isGreaterThan(100);
    assertThat(reasons.where("is_told").count()).isGreaterThan(3 * high / 4);
    assertThat(reasons.where("count between 1 and 3").count()).isEqualTo(high);
  }

  @Test
  void comparesCandidatesOnEachRollingWindow() {
    assertThat(WINDOWS.rounds()).hasSize(1);
    assertThat(result.candidates()).extracting(CandidateScore::split).containsExactly("2026-05-30");
    assertThat(result.candidates()).allMatch(score -> score.logLoss() < .6);
  }

  @Test
  void givesTheSameScoresWhateverTheOrderOfItsRows() {
    Dataset<Row> shuffled = snapshots.repartition(3).localCheckpoint();

    ChurnResult again = TRAINING.fit(shuffled, WINDOWS);

    assertThat(again.candidates()).isEqualTo(result.candidates());
    assertThat(scores(again.fitted().orElseThrow().model()))
        .isEqualTo(scores(result.fitted().orElseThrow().model()));
  }

  @Test
  void aSavedModelGivesTheSameScores(@TempDir Path folder) throws Exception {
    ChurnModel model = result.fitted().orElseThrow().model();
    String path = folder.resolve("churn").toString();
    new PipelineModel("pipeline", List.of(model)).save(path);

    ChurnModel loaded = (ChurnModel) PipelineModel.load(path).stages()[0];

    assertThat(scores(loaded)).isEqualTo(scores(model));
    assertThat(loaded.explainParams()).isEqualTo(model.explainParams());
  }

  @Test
  void theBandsAreHalfAndTwiceTheOddsOfAnOrder() {
    ChurnModel model = result.fitted().orElseThrow().model();
    double high = (double) model.getOrDefault(model.highFrom());
    double low = (double) model.getOrDefault(model.lowBelow());

    assertThat(low).isLessThan(high);
    assertThat((1 - low) / low).isCloseTo(4 * (1 - high) / high, within(1e-9));
    Dataset<Row> banded = model.setOutputPrefix("p_").transform(snapshots);
    model.setOutputPrefix("");
    assertThat(banded.where("p_risk_band = 'high' and p_churn_probability < " + high).count())
        .isZero();
    assertThat(banded.where("p_risk_band = 'low' and p_churn_probability >= " + low).count())
        .isZero();
  }

  @Test
  void saysNothingOfACustomerWhoNeverOrdered() {
    Row row =
        result
            .fitted()
            .orElseThrow()
            .model()
            .transform(snapshots.limit(1).withColumn("order_days", lit(0)))
            .select("churn_probability", "risk_band", "reasons")
            .head();

    assertThat(row.isNullAt(0) && row.isNullAt(1) && row.isNullAt(2)).isTrue();
  }

  @Test
  void refusesInWordsWhereDataAreFew() {
    ChurnResult few = TRAINING.fit(snapshots.where("customer_id <= 300"), WINDOWS);

    assertThat(few.fitted()).isEmpty();
    assertThat(few.verdict().status()).isEqualTo(Sufficiency.Status.INSUFFICIENT_DATA);
    assertThat(few.verdict().reason()).contains("300 buyers where 500 are needed");

    TrainingWindows none = TrainingWindows.of(SmallShop.FIRST, SmallShop.FIRST.plusDays(99), 60);
    assertThat(TRAINING.fit(snapshots, none).verdict().reason())
        .startsWith("No cut-off can be trained on");
  }

  private static List<Row> scores(ChurnModel model) {
    return model
        .transform(snapshots)
        .select("customer_id", "as_of", "churn_probability", "risk_band", "reasons")
        .orderBy("customer_id", "as_of")
        .collectAsList();
  }
}
