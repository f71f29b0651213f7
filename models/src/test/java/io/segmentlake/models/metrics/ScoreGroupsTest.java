package io.segmentlake.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentlake.models.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScoreGroupsTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Test
  void groupsCustomersOfEqualScoreBestFirst() {
    Dataset<Row> rows =
        SPARK.table(
            "p double, came boolean, n int, sent int",
            RowFactory.create(.25, true, 2, 1),
            RowFactory.create(.5, false, 1, 0),
            RowFactory.create(.25, true, 1, 0),
            RowFactory.create(.25, false, 4, 1),
            RowFactory.create(.75, true, 0, 1));

    ScoreColumns columns = ScoreColumns.of("p", "came").weightedBy("n").treatedBy("sent");
    assertThat(ScoreGroups.of(rows, columns))
        .containsExactly(new ScoreGroup(.5, 1, 0, 0, 0), new ScoreGroup(.25, 7, 3, 6, 2));
  }

  @Test
  void coarsensScoresThatAreTooMany() {
    Dataset<Row> rows =
        SPARK.table(
            "p double, came int",
            RowFactory.create(.5, 1),
            RowFactory.create(.5 + 0x1p-20, 0),
            RowFactory.create(.25, 1),
            RowFactory.create(-.25, 1));

    assertThat(ScoreGroups.of(rows, ScoreColumns.of("p", "came"), 3))
        .containsExactly(
            ScoreGroup.of(.5 + 0x1p-21, 2, 1), ScoreGroup.of(.25, 1, 1), ScoreGroup.of(-.25, 1, 1));
    assertThat(ScoreGroups.of(rows, ScoreColumns.of("p", "came"), 4)).hasSize(4);
  }

  @Test
  void refusesRowsThatLackSomething() {
    Dataset<Row> rows =
        SPARK.table(
            "p double, came int, sent int",
            RowFactory.create(.5, 1, 1),
            RowFactory.create(null, 1, 1),
            RowFactory.create(Double.NaN, 1, 1),
            RowFactory.create(.5, null, 1),
            RowFactory.create(.5, 1, 2));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreGroups.of(rows, ScoreColumns.of("p", "came").treatedBy("sent")))
        .withMessage(
            "Cannot measure p: 4 rows lack a score, an outcome or a weight of 0 or more, or have a treatment other than 0 and 1. Each row needs them.");
    assertThat(ScoreGroups.of(rows.limit(1), ScoreColumns.of("p", "came")))
        .isEqualTo(List.of(ScoreGroup.of(.5, 1, 1)));
  }
}
