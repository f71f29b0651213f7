package io.segmentlake.models.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.metrics.Comparison;
import io.segmentlake.models.training.PastSnapshots;
import io.segmentlake.models.training.TrainingWindows;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who buys again after 2011-08-31, up to the end of the data a hundred days later. */
@EnabledIf("io.segmentlake.models.churn.OnlineRetail#isThere")
@EnabledIfSystemProperty(named = "segmentlake.slow", matches = "true")
class OnlineRetailChurnTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Test
  void tellsMoreThanFrequency() {
    TrainingWindows windows = TrainingWindows.of(OnlineRetail.FIRST, OnlineRetail.LAST, 100);
    Dataset<Row> snapshots =
        PastSnapshots.labelled(OnlineRetail.ledger(SPARK.spark()), windows, OnlineRetail.LAST);

    ChurnResult result = ChurnTraining.of(1).fit(snapshots, windows);

    ChurnMetrics heldOut = result.fitted().orElseThrow().heldOut();
    Comparison frequency = heldOut.rocAucAgainst().get("frequency");
    System.out.printf(
        "Online Retail, %s: AUC %s, ECE %.4f, against %s%n",
        result.fitted().orElseThrow().algorithm(),
        heldOut.rocAuc(),
        heldOut.calibrationError().value(),
        heldOut.rocAucAgainst());
    assertThat(windows.finalCutOff()).isEqualTo(LocalDate.of(2011, 8, 31));
    assertThat(heldOut.customers()).isEqualTo(3_317);
    assertThat(1 - heldOut.churnRate()).isBetween(.5884, .5886);
    assertThat(heldOut.rocAuc().value()).isGreaterThanOrEqualTo(.73);
    assertThat(frequency.difference().isAboveZero()).isTrue();
  }
}
