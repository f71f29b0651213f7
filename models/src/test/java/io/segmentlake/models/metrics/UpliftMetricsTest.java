package io.segmentlake.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpliftMetricsTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  /** Two treated and two control customers above, and the same below; three responded. */
  private static final List<ScoreGroup> EIGHT =
      List.of(new ScoreGroup(.3, 4, 2, 2, 2), new ScoreGroup(.1, 4, 1, 2, 0));

  @Test
  void measuresTheAreaBetweenCurveAndDiagonal() {
    // Qini curve: 0, 2 after four, 2 - 1 = 1 after eight. Area 4 + 6, under the diagonal 4.
    assertThat(UpliftMetrics.qiniArea(EIGHT)).isEqualTo(6.0 / 64);
    // Perfect: 2 after two, 2 after seven, 1 after eight. Area 2 + 10 + 1.5, less the same 4.
    assertThat(UpliftMetrics.qini(EIGHT)).isEqualTo(6 / 9.5);
  }

  @Test
  void measuresTheAreaUnderTheUpliftCurve() {
    // (1 - 0) x 4, then (2/4 - 1/4) x 8 = 2: area 8 + 12, under the diagonal 8.
    // Perfect: 1 x 2, 1 x 5, (2/4 - 0) x 7 = 3.5, 2: area 2 + 10.5 + 8.5 + 2.75, less 8.
    assertThat(UpliftMetrics.auuc(EIGHT)).isEqualTo(12 / 15.75);
    assertThat(UpliftMetrics.averageEffect(EIGHT)).isEqualTo(.25);
  }

  @Test
  void hasNoMeaningWithoutAControl() {
    List<ScoreGroup> treated = List.of(new ScoreGroup(.3, 4, 2, 4, 2));

    assertThat(UpliftMetrics.qini(treated)).isNaN();
    assertThat(UpliftMetrics.auuc(treated)).isNaN();
    assertThat(UpliftMetrics.averageEffect(treated)).isNaN();
  }

  @Test
  void equalsScikitUplift() {
    Dataset<Row> rows = SPARK.table(TwoHundred.DDL, TwoHundred.rows());
    List<ScoreGroup> rare =
        ScoreGroups.of(rows, ScoreColumns.of("uplift", "response").treatedBy("treated"));
    List<ScoreGroup> frequent =
        ScoreGroups.of(
            rows.selectExpr("uplift", "1 - response as response", "treated"),
            ScoreColumns.of("uplift", "response").treatedBy("treated"));

    // scikit-uplift 0.5.1: qini_auc_score, uplift_auc_score.
    assertThat(UpliftMetrics.qini(rare)).isCloseTo(0.38518819352660555, within(1e-12));
    assertThat(UpliftMetrics.auuc(rare)).isCloseTo(0.4004550363180998, within(1e-12));
    assertThat(UpliftMetrics.qini(frequent)).isCloseTo(-0.2332856397130041, within(1e-12));
    assertThat(UpliftMetrics.auuc(frequent)).isCloseTo(-0.2568790569030467, within(1e-12));
  }

  @Test
  void startsTheCurveWhereOnlyTheTreatedAre() {
    List<ScoreGroup> groups =
        List.of(new ScoreGroup(.3, 1, 1, 1, 1), new ScoreGroup(.1, 1, 1, 0, 0));

    // 1 after one, 1 - 1 = 0 after two.
    assertThat(UpliftMetrics.qiniArea(groups)).isEqualTo(1.0 / 4);
  }
}
