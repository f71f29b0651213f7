package io.segmentlake.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProbabilityMetricsTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Test
  void averagesTheSquaredDifferences() {
    // One of two came at .5, none at .2: (.25 + .25 + .04) / 3.
    List<ScoreGroup> groups = List.of(ScoreGroup.of(.5, 2, 1), ScoreGroup.of(.2, 1, 0));

    assertThat(ProbabilityMetrics.brier(groups)).isCloseTo(.18, within(1e-15));
  }

  @Test
  void averagesTheLogarithmOfWhatHappened() {
    List<ScoreGroup> groups = List.of(ScoreGroup.of(.5, 2, 1), ScoreGroup.of(.25, 1, 0));

    assertThat(ProbabilityMetrics.logLoss(groups))
        .isCloseTo(-(2 * Math.log(.5) + Math.log(.75)) / 3, within(1e-15));
    assertThat(ProbabilityMetrics.logLoss(List.of(ScoreGroup.of(1, 1, 0))))
        .isCloseTo(34.5, within(.1));
  }

  @Test
  void equalsScikitLearn() {
    Dataset<Row> rows = SPARK.table(TwoHundred.DDL, TwoHundred.rows());
    ScoreColumns columns = ScoreColumns.of("score", "label");
    List<ScoreGroup> plain = ScoreGroups.of(rows, columns);
    List<ScoreGroup> weighted = ScoreGroups.of(rows, columns.weightedBy("weight"));

    // scikit-learn 1.9.1: brier_score_loss, log_loss.
    assertThat(ProbabilityMetrics.brier(plain)).isCloseTo(0.22342397963992838, within(1e-12));
    assertThat(ProbabilityMetrics.logLoss(plain)).isCloseTo(0.6605135630973475, within(1e-12));
    assertThat(ProbabilityMetrics.brier(weighted)).isCloseTo(0.2194037265848191, within(1e-12));
    assertThat(ProbabilityMetrics.logLoss(weighted)).isCloseTo(0.6514351116083987, within(1e-12));
  }
}
