package io.segmentlake.models.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.metrics.Comparison;
import io.segmentlake.models.training.PastSnapshots;
import io.segmentlake.models.training.TrainingWindows;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All 23,570 customers, trained on cut-offs whose labels end by 1997-09-30 and measured after it,
 * against the best of what others reach.
 */
@EnabledIf("io.segmentlake.models.churn.CdnowMaster#isGiven")
class CdnowChurnTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @ParameterizedTest
  @CsvSource({"30, .779, .0613", "60, .774, .0963", "90, .773, .1165"})
  void isAsGoodAsTheBestPeers(int horizonDays, double rocAuc, double brier) {
    LocalDate last = CdnowMaster.CUT_OFF.plusDays(horizonDays);
    TrainingWindows windows = TrainingWindows.of(CdnowMaster.FIRST, last, horizonDays);
    Dataset<Row> snapshots =
        PastSnapshots.labelled(CdnowMaster.ledger(SPARK.spark()), windows, last);

    ChurnResult result = ChurnTraining.of(1).fit(snapshots, windows);

    ChurnResult.Fitted fitted = result.fitted().orElseThrow();
    ChurnMetrics heldOut = fitted.heldOut();
    Comparison recency = heldOut.rocAucAgainst().get("recency");
    System.out.printf(
        "CDNOW %d days, %s: AUC %.4f, Brier %.4f, ECE %.4f, against %s%n",
        horizonDays,
        fitted.algorithm(),
        heldOut.rocAuc().value(),
        heldOut.brier().value(),
        heldOut.calibrationError().value(),
        heldOut.rocAucAgainst());
    assertThat(heldOut.customers()).isEqualTo(23_570);
    assertThat(heldOut.rocAuc().value()).isGreaterThanOrEqualTo(rocAuc);
    assertThat(heldOut.brier().value()).isLessThanOrEqualTo(1.01 * brier);
    assertThat(heldOut.calibrationError().value()).isLessThanOrEqualTo(.02);
    assertThat(recency.difference().isAboveZero()).isTrue();
  }
}
