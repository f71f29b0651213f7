package io.segmentlake.models.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CalibrationTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  /** Two numbers fit two rates exactly: those of margins −1 and 1 are .1 and .8. */
  @Test
  void followsACurveWhereRowsAreFew() {
    PipelineModel curve = Calibration.fit(rows(200, -1, 1));

    List<Row> told = probabilities(curve, -1, 0, 1);

    assertThat(told.get(0).getDouble(0)).isCloseTo(.1, within(1e-3));
    // Half way between the log odds: √(1/9 × 4) = 2/3.
    assertThat(told.get(1).getDouble(0)).isCloseTo(.4, within(1e-3));
    assertThat(told.get(2).getDouble(0)).isCloseTo(.8, within(1e-3));
  }

  @Test
  void followsSteps() {
    PipelineModel steps = Calibration.fit(rows(2_000, -1, 1));

    List<Row> told = probabilities(steps, -1, 0, 1);

    assertThat(told.get(0).getDouble(0)).isCloseTo(.1, within(1e-9));
    assertThat(told.get(1).getDouble(0)).isCloseTo(.45, within(1e-9));
    assertThat(told.get(2).getDouble(0)).isCloseTo(.8, within(1e-9));
  }

  /** Of ten rows with the low margin one has the outcome, of ten with the high one eight. */
  private static Dataset<Row> rows(int count, double low, double high) {
    return SPARK.table(
        "churn_margin double, label double",
        IntStream.range(0, count)
            .mapToObj(
                i -> {
                  boolean isHigh = i % 20 >= 10;
                  return RowFactory.create(
                      isHigh ? high : low, i % 10 < (isHigh ? 8 : 1) ? 1.0 : 0.0);
                })
            .toArray(Row[]::new));
  }

  private static List<Row> probabilities(PipelineModel calibration, double... margins) {
    Row[] rows = new Row[margins.length];
    for (int i = 0; i < margins.length; i++) {
      rows[i] = RowFactory.create(margins[i]);
    }
    return calibration
        .transform(SPARK.table("churn_margin double", rows))
        .orderBy("churn_margin")
        .select(Calibration.PROBABILITY)
        .collectAsList();
  }
}
