package io.segmentlake.models.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
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

  static UpliftLearner<?>[] learners() {
    return new UpliftLearner<?>[] {new TLearner(), new XLearner()};
  }

  @Test
  void expectsAnAmountByRidgeRegression() {
    Dataset<Row> rows = experiment(1_000).selectExpr("*", amount());

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
    Dataset<Row> rows = experiment(1_000).selectExpr("*", amount());

    PipelineModel model =
        new XLearner().setOutcomeCol("spend").setBase("ridge").setRegularisation(0).fit(rows);

    Row worst = model.transform(rows).selectExpr("max(abs(uplift - (6 * x - 2)))").head();
    assertThat(worst.getDouble(0)).isLessThan(1e-6);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void isSavedAndLoaded(UpliftLearner<?> learner, @TempDir Path folder) throws IOException {
    Dataset<Row> rows = experiment(1_000);
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
  void expectsNextToNothingWhereAnArmHadNoOutcomes() {
    Dataset<Row> rows =
        experiment(1_000).selectExpr("features", "treatment", "visit * treatment as visit");

    Row most =
        new TLearner()
            .setOutcomeCol("visit")
            .fit(rows)
            .transform(rows)
            .selectExpr("max(control_outcome)", "min(treated_outcome)")
            .head();

    assertThat(most.getDouble(0)).isBetween(0.0, .001);
    assertThat(most.getDouble(1)).isGreaterThan(.05);
  }

  private static Dataset<Row> experiment(int customers) {
    return Experiment.of(SPARK, customers, 1, (x, z) -> .3 * x - .05);
  }

  private static String amount() {
    return "10 + 5 * z + treatment * (6 * x - 2) as spend";
  }
}
