package io.segmentlake.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RankMetricsTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  /** Five customers: one positive at .9, one of each kind at .5, one positive and one not below. */
  private static final List<ScoreGroup> FIVE =
      List.of(
          ScoreGroup.of(.9, 1, 1),
          ScoreGroup.of(.5, 2, 1),
          ScoreGroup.of(.3, 1, 0),
          ScoreGroup.of(.1, 1, 1));

  @Test
  void countsTheWonPairsAndHalfOfTheTies() {
    // Of 6 pairs: .9 wins 2; .5 ties 1, wins 1; .1 wins none.
    assertThat(RankMetrics.rocAuc(FIVE)).isEqualTo(3.5 / 6);
    assertThat(RankMetrics.rocAuc(List.of(ScoreGroup.of(.5, 3, 3)))).isNaN();
  }

  @Test
  void averagesPrecisionByTheRecallItAdds() {
    assertThat(RankMetrics.averagePrecision(FIVE))
        .isCloseTo((1 + 2.0 / 3 + 3.0 / 5) / 3, within(1e-15));
  }

  @Test
  void takesTwiceTheAreaAboveTheDiagonalAsGini() {
    List<ScoreGroup> groups = List.of(ScoreGroup.of(2, 1, 30), ScoreGroup.of(1, 3, 10));

    // Captured: 0, .75 at a quarter, 1 at the end; area .09375 + .65625.
    assertThat(RankMetrics.gini(groups)).isEqualTo(.5);
    assertThat(RankMetrics.gini(groups, groups)).isEqualTo(1);
  }

  @Test
  void cutsAGroupAtTheEdgeOfTheTopShare() {
    List<ScoreGroup> groups =
        List.of(ScoreGroup.of(2, 1, 30), ScoreGroup.of(1, 4, 8), ScoreGroup.of(0, 5, 2));

    assertThat(RankMetrics.capture(groups, .1)).isEqualTo(.75);
    assertThat(RankMetrics.capture(groups, .2)).isEqualTo(.80);
    assertThat(RankMetrics.capture(groups, 1)).isEqualTo(1);
  }

  @Test
  void equalsScikitLearn() {
    Dataset<Row> rows = SPARK.table(TwoHundred.DDL, TwoHundred.rows());
    List<ScoreGroup> plain = ScoreGroups.of(rows, ScoreColumns.of("score", "label"));
    List<ScoreGroup> weighted =
        ScoreGroups.of(rows, ScoreColumns.of("score", "label").weightedBy("weight"));

    // scikit-learn 1.9.1: roc_auc_score, average_precision_score.
    assertThat(RankMetrics.rocAuc(plain)).isCloseTo(0.7434757834757836, within(1e-12));
    assertThat(RankMetrics.averagePrecision(plain)).isCloseTo(0.5497174423539506, within(1e-12));
    assertThat(RankMetrics.rocAuc(weighted)).isCloseTo(0.7532586850416308, within(1e-12));
    assertThat(RankMetrics.averagePrecision(weighted)).isCloseTo(0.5532338631847767, within(1e-12));
  }

  @Test
  void equalsTheGiniOfNumPy() {
    Dataset<Row> rows = SPARK.table(TwoHundred.DDL, TwoHundred.rows());
    List<ScoreGroup> groups = ScoreGroups.of(rows, ScoreColumns.of("score", "value"));
    List<ScoreGroup> perfect = ScoreGroups.of(rows, ScoreColumns.of("value", "value"));

    // numpy 2.4.6: 2 * trapezoid(captured, taken) - 1.
    assertThat(RankMetrics.gini(groups)).isCloseTo(0.3273112913287597, within(1e-12));
    assertThat(RankMetrics.gini(groups, perfect)).isCloseTo(0.4168411184511079, within(1e-12));
  }
}
