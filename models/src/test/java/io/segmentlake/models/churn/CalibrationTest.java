package io.segmentlake.models.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.sql.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CalibrationTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  /** Two numbers fit two rates exactly: those of margins −1 and 1 are .1 and .8. */
  @Test
  void followsACurveWhereRowsAreFew() {
    PipelineModel curve = Calibration.fit(rows(240, .1, .8, .8).where("churn_margin <> 0"));

    List<Double> told = probabilities(curve);

    assertThat(told.get(0)).isCloseTo(.1, within(1e-3));
    // Half way between the log odds: √(1/9 × 4) = 2/3.
    assertThat(told.get(1)).isCloseTo(.4, within(1e-3));
    assertThat(told.get(2)).isCloseTo(.8, within(1e-3));
  }

  @Test
  void followsStepsThatHoldLaterToo() {
    Dataset<Row> rows = rows(9_000, .1, .8, .8);

    assertThat(probabilities(Calibration.fit(rows)))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
        .containsExactly(.1, .8, .8);
  }

  /** At the margin 1 everybody left before, and later one in ten did not. */
  @Test
  void followsACurveWhereStepsWereTooSure() {
    Dataset<Row> before = rows(9_000, .1, .5, 1).where("as_of = '2026-01-01'");
    Dataset<Row> later = rows(9_000, .1, .5, .9).where("as_of = '2026-02-01'");

    List<Double> told = probabilities(Calibration.fit(before.unionByName(later)));

    // Steps would say .1, .5 and .95.
    assertThat(told.get(2)).isLessThan(.945);
    assertThat(told.get(0)).isLessThan(.095);
  }

  /**
   * As many rows of each margin −1, 0 and 1 at each of two cut-offs, with a rate of the outcome.
   */
  private static Dataset<Row> rows(int count, double... rates) {
    return SPARK.table(
        "as_of date, churn_margin double, label double",
        IntStream.range(0, count)
            .mapToObj(
                i -> {
                  String asOf = i % 2 == 0 ? "2026-01-01" : "2026-02-01";
                  int margin = i / 2 % 3;
                  double label = i / 6 % 10 < 10 * rates[margin] ? 1 : 0;
                  return RowFactory.create(Date.valueOf(asOf), margin - 1.0, label);
                })
            .toArray(Row[]::new));
  }

  private static List<Double> probabilities(PipelineModel calibration) {
    Dataset<Row> margins =
        SPARK.table(
            "churn_margin double",
            RowFactory.create(-1.0),
            RowFactory.create(0.0),
            RowFactory.create(1.0));
    return calibration
        .transform(margins)
        .orderBy("churn_margin")
        .select(Calibration.PROBABILITY)
        .as(Encoders.DOUBLE())
        .collectAsList();
  }
}
