package io.segmentlake.models.uplift;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.models.metrics.PairedBootstrap;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.UpliftMetrics;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Simulated experiments, of which the effect of each customer is known. */
class PlantedEffectTest {
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
    PipelineModel model = learner.setOutcomeCol("visit").fit(experiment(1));

    Dataset<Row> scored = model.transform(experiment(2)).cache();
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
  void findsNoHeterogeneityWhereNoneIs() {
    Dataset<Row> same = Experiment.of(SPARK, 6_000, 4, (x, z) -> .1);

    FoldScores qini =
        new UpliftValidation("id", 3, 1, 1)
            .qini(same, new TLearner().setOutcomeCol("visit"), UPLIFT);

    assertThat(qini.interval().isAboveZero()).isFalse();
  }

  private static Dataset<Row> experiment(long seed) {
    return Experiment.of(SPARK, 12_000, seed, (x, z) -> .3 * x - .05);
  }
}
