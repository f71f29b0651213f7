package io.segmentlake.models.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.models.metrics.PairedBootstrap;
import io.segmentlake.models.metrics.ScoreColumns;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ValueComparisonTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final Estimate NOTHING = new Estimate(0, -1, 1);

  @Test
  void measuresWhatAHandCalculationSays() {
    // Of 4 customers one brought 10, another 2. "near" puts them in the best order; "far" reverses
    // it, so that its Gini is the negative of the best.
    Dataset<Row> rows =
        SPARK.table(
            "customer_id bigint, near double, far double, revenue double",
            RowFactory.create(1L, 9.0, 0.0, 10.0),
            RowFactory.create(2L, 2.0, 1.0, 2.0),
            RowFactory.create(3L, 0.5, 4.0, 0.0),
            RowFactory.create(4L, 0.5, 4.0, 0.0));

    ValueComparison comparison =
        ValueComparison.of(
            rows, PairedBootstrap.of(20, 1), ScoreColumns.of("near", "revenue"), "far");

    assertThat(comparison.gini().value()).isCloseTo(2, within(1e-12));
    // (1 + 0 + .5 + .5) ÷ 4 less (10 + 1 + 4 + 4) ÷ 4
    assertThat(comparison.absoluteError().value()).isCloseTo(.5 - 4.75, within(1e-12));
    assertThat(comparison.total()).isCloseTo(0, within(1e-12));
    assertThat(comparison.otherTotal()).isCloseTo(9.0 / 12 - 1, within(1e-12));
  }

  @Test
  void winsByWhatIsBetterBeyondChanceAndNothingAgainstIt() {
    Estimate better = new Estimate(.02, .01, .03);
    Estimate worse = new Estimate(-.02, -.03, -.01);

    assertThat(new ValueComparison(better, NOTHING, 0, 0).isWon()).isTrue();
    assertThat(new ValueComparison(NOTHING, worse, 0, 0).isWon()).as("a smaller error").isTrue();
    assertThat(new ValueComparison(NOTHING, NOTHING, 0, 0).isWon()).isFalse();
    assertThat(new ValueComparison(better, better, 0, 0).against())
        .containsExactly("mean absolute error +0.0200 (+0.0100 to +0.0300)");
    assertThat(new ValueComparison(worse, worse, 0, 0).against())
        .containsExactly("Gini -0.0200 (-0.0300 to -0.0100)");
  }

  @Test
  void aTotalMayBeOffByATenthOrAsMuchAsTheOthers() {
    Estimate better = new Estimate(.02, .01, .03);

    assertThat(new ValueComparison(better, NOTHING, -.11, .02).against())
        .containsExactly("its total is off by -11.0 %");
    assertThat(new ValueComparison(better, NOTHING, -.11, .12).isWon()).isTrue();
    assertThat(new ValueComparison(better, NOTHING, .09, .02).isWon()).isTrue();
  }
}
