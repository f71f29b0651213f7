package io.segmentlake.models.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A million simulated customers, whose histories in days take several partitions. */
@EnabledIfSystemProperty(named = "segmentlake.slow", matches = "true")
class MillionCustomersTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Test
  void bgNbdFindsTheirParameters() {
    Row[] rows = new SimulatedShop(42).bgNbd(1_000_000, .3, 4, .8, 2.5).toArray(Row[]::new);
    Dataset<Row> days =
        SPARK
            .table(SimulatedShop.COLUMNS, rows)
            .selectExpr("frequency", "ceil(recency * 7) recency", "ceil(age * 7) age");

    FitSummary fit = new BgNbd().fit(days).summary();

    assertThat(fit.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(fit.customers()).isEqualTo(1_000_000);
    assertThat(fit.histories()).isBetween(200_000L, 300_000L);
    // Whole days are half a day too long on average, so the truth is met to 2 %, not to an error.
    assertThat(fit.value("r")).isCloseTo(.3, within(.006));
    assertThat(fit.value("alpha")).isCloseTo(28, within(.56));
    assertThat(fit.value("a")).isCloseTo(.8, within(.024));
    assertThat(fit.value("b")).isCloseTo(2.5, within(.05));
  }
}
