package io.segmentlake.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.math.BigDecimal;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ValueErrorsTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Test
  void measuresInTheUnitOfTheValue() {
    Dataset<Row> rows =
        SPARK.table(
            "predicted double, actual decimal(28,4)",
            RowFactory.create(10.0, new BigDecimal("7")),
            RowFactory.create(0.0, new BigDecimal("1")));

    ScoreColumns columns = ScoreColumns.of("predicted", "actual");
    assertThat(ValueErrors.of(rows, columns)).isEqualTo(new ValueErrors(2, Math.sqrt(5), .25));
    assertThat(ValueErrors.of(rows.limit(0), columns).meanAbsolute()).isNaN();
  }

  @Test
  void equalsScikitLearn() {
    Dataset<Row> rows =
        SPARK.table(TwoHundred.DDL, TwoHundred.rows()).selectExpr("score * 40 as p", "value");

    ValueErrors errors = ValueErrors.of(rows, ScoreColumns.of("p", "value"));

    // scikit-learn 1.9.1: mean_absolute_error, root_mean_squared_error; totals by numpy 2.4.6.
    assertThat(errors.meanAbsolute()).isCloseTo(15.970145631067963, within(1e-9));
    assertThat(errors.rootMeanSquare()).isCloseTo(19.115338944362612, within(1e-9));
    assertThat(errors.totalBias()).isCloseTo(1.4657650400644422, within(1e-9));
  }

  @Test
  void refusesRowsWithoutAPrediction() {
    Dataset<Row> rows = SPARK.table("p double, v double", RowFactory.create(null, 1.0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueErrors.of(rows, ScoreColumns.of("p", "v")))
        .withMessageStartingWith("Cannot measure p: 1 rows lack");
  }
}
