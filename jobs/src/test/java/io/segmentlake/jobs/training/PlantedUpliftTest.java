package io.segmentlake.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.daily.CustomerDayJob;
import io.segmentlake.jobs.daily.IngestJob;
import io.segmentlake.jobs.daily.SilverJob;
import io.segmentlake.models.training.Experiments;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import io.segmentlake.pipelines.training.UpliftTrainer;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** From raw files to the model's figures, held against what the generator planted. */
@EnabledIfSystemProperty(named = "segmentlake.slow", matches = "true")
class PlantedUpliftTest {
  @TempDir private Path folder;

  @Test
  void recoversThePlantedUpliftWithinItsInterval() {
    PlantedShop shop = new PlantedShop(folder, 4_000, 180);
    shop.run(
        List.of(
            new IngestJob(),
            new SilverJob(),
            new CustomerDayJob(),
            new ExperimentsJob(),
            new TrainJob(new UpliftTrainer())));

    Row truth =
        shop.withTruth(shop.lakehouse().read(Experiments.TABLE), "trial")
            .selectExpr(
                "count(*)",
                "count_if((arm = 'control') = boolean(is_treated))",
                "avg(double(uplift))")
            .head();
    assertThat(truth.getLong(0)).as("customers of the experiment").isGreaterThan(1_000);
    assertThat(truth.getLong(1)).as("of them where the lot is another").isZero();
    Measured effect =
        new ModelMetrics(shop.lakehouse())
            .of("uplift", 1).stream()
                .filter(m -> m.metric().equals("average_effect"))
                .findFirst()
                .orElseThrow();
    assertThat(effect.predictor()).isEqualTo("20 % off");
    assertThat(effect.low()).as("more than chance").isPositive();
    assertThat(truth.getDouble(2)).isBetween(effect.low(), effect.high());
  }
}
