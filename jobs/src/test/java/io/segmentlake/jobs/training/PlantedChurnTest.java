package io.segmentlake.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.daily.CustomerDayJob;
import io.segmentlake.jobs.daily.CustomerJob;
import io.segmentlake.jobs.daily.IngestJob;
import io.segmentlake.jobs.daily.PredictionsJob;
import io.segmentlake.jobs.daily.SilverJob;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Stage;
import io.segmentlake.pipelines.training.ChurnTrainer;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * From raw files to risks and their reasons, held against what the generator planted: who had left
 * by the date, and how long those who stay usually wait.
 */
@EnabledIfSystemProperty(named = "segmentlake.slow", matches = "true")
class PlantedChurnTest {
  private static final double ABOVE_RECENCY = .05;

  @TempDir private Path folder;

  @Test
  void isBetterThanRecencyAndItsReasonsPointToThePlantedCause() {
    PlantedShop shop = new PlantedShop(folder, 4_000, 365);
    shop.run(
        List.of(
            new IngestJob(),
            new SilverJob(),
            new CustomerDayJob(),
            new CustomerJob(),
            new SnapshotsJob(),
            new TrainJob(new ChurnTrainer()),
            new PredictionsJob()));

    assertThat(new ModelRegistry(shop.lakehouse()).champion("churn", PlantedShop.UNTIL))
        .get()
        .extracting(ModelRegistry.Entry::stage)
        .isEqualTo(Stage.CHAMPION);
    assertThat(new ModelMetrics(shop.lakehouse()).of("churn", 1))
        .filteredOn(m -> m.predictor().equals("recency"))
        .filteredOn(m -> m.metric().equals("model_above_in_roc_auc"))
        .hasSize(3)
        .allSatisfy(m -> assertThat(m.value()).isGreaterThanOrEqualTo(ABOVE_RECENCY));

    Row raised = byFirstReason(shop, "> 0");
    Row lowered = byFirstReason(shop, "< 0");
    assertThat(raised.getLong(0)).isGreaterThan(500);
    assertThat(lowered.getLong(0)).isGreaterThan(500);
    assertThat(raised.getDouble(1)).as("have left").isGreaterThan(.7);
    assertThat(lowered.getDouble(1)).as("have left").isLessThan(.3);
    assertThat(raised.getDouble(2))
        .as("usual gap of those who stay")
        .isGreaterThan(1.2 * lowered.getDouble(2));
  }

  /** How many customers, the share of them who have left, and the others' usual gap in days. */
  private static Row byFirstReason(PlantedShop shop, String contribution) {
    String hasLeft = "coalesce(date(churned_on) <= date'%s', false)".formatted(PlantedShop.UNTIL);
    return shop.withTruth(
            shop.lakehouse()
                .read(PredictionColumns.CHURN)
                .where("churn_reasons[0].contribution " + contribution),
            "customers")
        .selectExpr(
            "count(*)",
            "avg(double(%s))".formatted(hasLeft),
            "median(if(%s, null, double(gap_days)))".formatted(hasLeft))
        .head();
  }
}
