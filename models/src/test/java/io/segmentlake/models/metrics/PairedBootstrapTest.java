package io.segmentlake.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PairedBootstrapTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final PairedBootstrap BOOTSTRAP = PairedBootstrap.of(200, 7);
  private static final ScoreColumns SCORE = ScoreColumns.of("score", "label");

  @Test
  void drawsAPoissonCountByItsDistribution() {
    assertThat(BootstrapSums.poisson(0)).isEqualTo(0);
    assertThat(BootstrapSums.poisson(.367)).isEqualTo(0);
    assertThat(BootstrapSums.poisson(.368)).isEqualTo(1);
    assertThat(BootstrapSums.poisson(.735)).isEqualTo(1);
    assertThat(BootstrapSums.poisson(.736)).isEqualTo(2);
    assertThat(BootstrapSums.poisson(.9200)).isEqualTo(3);
    assertThat(BootstrapSums.poisson(Math.nextDown(1))).isLessThanOrEqualTo(20);
  }

  @Test
  void takesThePercentilesOfTheReplicates() {
    assertThat(PairedBootstrap.quantile(new double[] {1, 2, 4}, .5)).isEqualTo(2);
    assertThat(PairedBootstrap.quantile(new double[] {1, 2, 4}, .75)).isEqualTo(3);
    assertThat(PairedBootstrap.quantile(new double[] {1, 2, 4}, 1)).isEqualTo(4);
  }

  /** The standard error of a mean is known, so the interval is: ± 1.96 s ÷ √n. */
  @Test
  void findsTheIntervalOfAMean() {
    Estimate mean =
        BOOTSTRAP.of(rows(), "id", ScoreColumns.of("label", "label"), RankMetrics::meanOutcome);

    double error = Math.sqrt(.325 * .675 / 200);
    assertThat(mean.value()).isEqualTo(.325);
    assertThat(mean.low()).isCloseTo(.325 - 1.96 * error, within(.35 * error));
    assertThat(mean.high()).isCloseTo(.325 + 1.96 * error, within(.35 * error));
    assertThat(mean.isAboveZero()).isTrue();
  }

  @Test
  void comparesUnderTheSameDraws() {
    Dataset<Row> rows = rows().selectExpr("*", "score * 2 as twice", "- score as reversed");

    Comparison same =
        BOOTSTRAP.compare(rows, "id", SCORE, SCORE.scoredBy("twice"), RankMetrics::rocAuc);
    Comparison worse =
        BOOTSTRAP.compare(rows, "id", SCORE.scoredBy("reversed"), SCORE, RankMetrics::rocAuc);

    assertThat(same.difference()).isEqualTo(new Estimate(0, 0, 0));
    assertThat(worse.first() + worse.second()).isCloseTo(1, within(1e-12));
    assertThat(worse.difference().high()).isNegative();
    assertThat(worse.difference().isAboveZero()).isFalse();
  }

  @Test
  void dependsOnCustomersAndSeedButNotOnPartitions() {
    List<Row> shuffled = new ArrayList<>(List.of(TwoHundred.rows()));
    Collections.reverse(shuffled);
    Dataset<Row> spread = SPARK.table(TwoHundred.DDL, shuffled.toArray(Row[]::new)).repartition(5);

    // Labels and treatments are whole numbers, whose sums are exact.
    ScoreColumns uplift = ScoreColumns.of("uplift", "response").treatedBy("treated");
    Estimate one = BOOTSTRAP.of(rows(), "id", uplift, UpliftMetrics::qini);
    assertThat(BOOTSTRAP.of(spread, "id", uplift, UpliftMetrics::qini)).isEqualTo(one);
    assertThat(PairedBootstrap.of(200, 8).of(rows(), "id", uplift, UpliftMetrics::qini))
        .isNotEqualTo(one);
    assertThat(one.value()).isCloseTo(0.38518819352660555, within(1e-12));
  }

  @Test
  void leavesOutReplicatesWithoutAMeaning() {
    Dataset<Row> two =
        SPARK.table(
            "id string, score double, label int",
            RowFactory.create("a", .9, 1),
            RowFactory.create("b", .1, 0));

    assertThat(BOOTSTRAP.of(two, "id", SCORE, RankMetrics::rocAuc))
        .isEqualTo(new Estimate(1, 1, 1));
  }

  @Test
  void refusesTooFewReplicates() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedBootstrap.of(19, 1))
        .withMessage(
            "Cannot draw customers anew: 19 replicates are asked for. From 20 to 1000 are allowed.");
  }

  private static Dataset<Row> rows() {
    return SPARK.table(TwoHundred.DDL, TwoHundred.rows());
  }
}
