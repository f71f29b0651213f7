package io.segmentlake.models.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.metrics.CalibrationCurve;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.ScoreGroups;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class IsotonicCalibrationTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final String DDL = "score double, label int";

  @Test
  void learnsTheRisingStepsBetweenBounds(@TempDir Path folder) throws IOException {
    Dataset<Row> rows =
        SPARK.table(
            DDL,
            RowFactory.create(.1, 0),
            RowFactory.create(.2, 1),
            RowFactory.create(.3, 0),
            RowFactory.create(.4, 1),
            RowFactory.create(.4, 1),
            RowFactory.create(.1, 0));

    PipelineModel model = new IsotonicCalibration().fit(rows);

    // .2 and .3 fall, so they are one step; 6 customers bound by 1/8. Between steps it is linear.
    assertThat(probabilities(model, 0, .1, .2, .25, .3, .4, 9))
        .containsExactly(.125, .125, .5, .5, .5, .875, .875);
    model.save(folder.resolve("model").toString());
    PipelineModel loaded = PipelineModel.load(folder.resolve("model").toString());
    assertThat(probabilities(loaded, .1, .2, .4)).containsExactly(.125, .5, .875);
    assertThat(probabilities(loaded, .35).get(0)).isCloseTo(.75, within(1e-12));
  }

  @Test
  void takesCustomersOfOneScoreTogether() {
    Dataset<Row> rows =
        SPARK.table(
            DDL, RowFactory.create(.5, 0), RowFactory.create(.5, 1), RowFactory.create(.5, 0));

    assertThat(probabilities(new IsotonicCalibration().fit(rows), .4, .5, .6))
        .allSatisfy(p -> assertThat(p).isCloseTo(1 / 3.0, within(1e-12)));
  }

  /** The score s promises s, but s² happens. */
  @Test
  void makesPromisesHold() {
    PipelineModel model = new IsotonicCalibration().fit(squares(4_000, 1));

    Dataset<Row> later = model.transform(squares(4_000, 2));

    assertThat(error(later, "score")).isCloseTo(1 / 6.0, within(.02));
    assertThat(error(later, "probability")).isLessThan(.03);
  }

  @Test
  void isSavedAndLoadedItself(@TempDir Path folder) throws IOException {
    IsotonicCalibration calibration =
        new IsotonicCalibration().setScoreCol("s").setLabelCol("l").setOutputCol("p");
    calibration.save(folder.resolve("calibration").toString());

    IsotonicCalibration loaded = IsotonicCalibration.load(folder.resolve("calibration").toString());
    assertThat(loaded.extractParamMap().toString())
        .isEqualTo(calibration.extractParamMap().toString());
    Dataset<Row> rows = SPARK.table("s double, l int", RowFactory.create(.5, 1));
    assertThat(loaded.transformSchema(rows.schema()).fieldNames()).containsExactly("s", "l", "p");
    assertThat(loaded.fit(rows).transform(rows).collectAsList())
        .isEqualTo(List.of(RowFactory.create(.5, 1, 1 - 1 / 3.0)));
  }

  @Test
  void refusesToLearnFromNobody() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IsotonicCalibration().fit(SPARK.table(DDL)))
        .withMessage(
            "Cannot calibrate score: there are no customers to learn from. At least one is needed.");
  }

  private static List<Double> probabilities(PipelineModel model, double... scores) {
    Row[] rows = new Row[scores.length];
    for (int i = 0; i < scores.length; i++) {
      rows[i] = RowFactory.create(scores[i]);
    }
    return model.transform(SPARK.table("score double", rows)).collectAsList().stream()
        .map(row -> row.<Double>getAs("probability"))
        .toList();
  }

  private static Dataset<Row> squares(int customers, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Row[] rows = new Row[customers];
    for (int i = 0; i < customers; i++) {
      double score = random.nextDouble();
      rows[i] = RowFactory.create(score, random.nextDouble() < score * score ? 1 : 0);
    }
    return SPARK.table(DDL, rows);
  }

  private static double error(Dataset<Row> rows, String score) {
    return CalibrationCurve.of(ScoreGroups.of(rows, ScoreColumns.of(score, "label")), 10)
        .expectedError();
  }
}
