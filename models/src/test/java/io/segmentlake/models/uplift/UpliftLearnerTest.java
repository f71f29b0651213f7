package io.segmentlake.models.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.models.metrics.PairedBootstrap;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.UpliftMetrics;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpliftLearnerTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final ScoreColumns UPLIFT =
      ScoreColumns.of("uplift", "visit").treatedBy("treatment");
  private static final PairedBootstrap BOOTSTRAP = PairedBootstrap.of(200, 3);

  static UpliftLearner<?>[] learners() {
    return new UpliftLearner<?>[] {new TLearner(), new XLearner()};
  }

  @ParameterizedTest
  @MethodSource("learners")
  void recoversAPlantedEffect(UpliftLearner<?> learner) {
    PipelineModel model = learner.setOutcomeCol("visit").fit(experiment(20_000, 1));

    Dataset<Row> scored = model.transform(experiment(20_000, 2)).cache();
    Dataset<Row> best = scored.where("uplift >= .15");

    Row errors =
        scored
            .selectExpr("avg(abs(uplift - planted))", "corr(uplift, planted)", "avg(planted)")
            .head();
    assertThat(errors.getDouble(0)).isLessThan(.02);
    assertThat(errors.getDouble(1)).isGreaterThan(.98);
    Estimate all = BOOTSTRAP.of(scored, "id", UPLIFT, UpliftMetrics::averageEffect);
    assertThat(errors.getDouble(2)).isBetween(all.low(), all.high());
    Estimate ofBest = BOOTSTRAP.of(best, "id", UPLIFT, UpliftMetrics::averageEffect);
    assertThat(best.selectExpr("avg(planted)").head().getDouble(0))
        .isBetween(ofBest.low(), ofBest.high());
    assertThat(ofBest.low()).isGreaterThan(all.high());
    assertThat(BOOTSTRAP.of(scored, "id", UPLIFT, UpliftMetrics::qini).isAboveZero()).isTrue();
  }

  @Test
  void expectsAnAmountByRidgeRegression() {
    Dataset<Row> rows = experiment(4_000, 1).selectExpr("*", amount());

    PipelineModel model =
        new TLearner().setOutcomeCol("spend").setBase("ridge").setRegularisation(0).fit(rows);

    Row first = model.transform(rows).orderBy("id").head();
    double x = first.getAs("x");
    double z = first.getAs("z");
    assertThat(first.<Double>getAs("control_outcome")).isCloseTo(10 + 5 * z, within(1e-6));
    assertThat(first.<Double>getAs("treated_outcome")).isCloseTo(8 + 5 * z + 6 * x, within(1e-6));
    assertThat(first.<Double>getAs("uplift")).isCloseTo(6 * x - 2, within(1e-6));
  }

  /** With exact outcomes both arms know the effect, whatever their weights. */
  @Test
  void learnsTheEffectFromBothArms() {
    Dataset<Row> rows = experiment(4_000, 1).selectExpr("*", amount());

    PipelineModel model =
        new XLearner().setOutcomeCol("spend").setBase("ridge").setRegularisation(0).fit(rows);

    Row worst = model.transform(rows).selectExpr("max(abs(uplift - (6 * x - 2)))").head();
    assertThat(worst.getDouble(0)).isLessThan(1e-6);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void isSavedAndLoaded(UpliftLearner<?> learner, @TempDir Path folder) throws IOException {
    Dataset<Row> rows = experiment(1_000, 1);
    PipelineModel model = learner.setOutcomeCol("visit").setRegularisation(.01).fit(rows);
    String path = folder.resolve("model").toString();
    model.save(path);
    learner.save(folder.resolve("learner").toString());

    Dataset<Row> expected = model.transform(rows);
    assertThat(expected.columns())
        .contains("features", "treated_outcome", "control_outcome", "uplift")
        .hasSize(rows.columns().length + 3);
    assertThat(learner.transformSchema(rows.schema()).fieldNames())
        .containsExactlyInAnyOrder(expected.columns());
    assertThat(PipelineModel.load(path).transform(rows).collectAsList())
        .isEqualTo(expected.collectAsList());
    UpliftLearner<?> loaded =
        learner instanceof TLearner
            ? TLearner.load(folder.resolve("learner").toString())
            : XLearner.load(folder.resolve("learner").toString());
    assertThat(loaded.extractParamMap().toString()).isEqualTo(learner.extractParamMap().toString());
  }

  @Test
  void findsNoHeterogeneityWhereNoneIs() {
    Dataset<Row> same = Experiment.of(SPARK, 6_000, 4, (x, z) -> .1);

    FoldScores qini =
        new UpliftValidation("id", 5, 1, 1)
            .qini(same, new TLearner().setOutcomeCol("visit"), UPLIFT);

    assertThat(qini.interval().isAboveZero()).isFalse();
  }

  private static Dataset<Row> experiment(int customers, long seed) {
    return Experiment.of(SPARK, customers, seed, (x, z) -> .3 * x - .05);
  }

  private static String amount() {
    return "10 + 5 * z + treatment * (6 * x - 2) as spend";
  }
}
