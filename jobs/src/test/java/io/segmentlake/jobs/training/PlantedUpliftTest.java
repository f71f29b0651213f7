package io.segmentlake.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.LocalSession;
import io.segmentlake.jobs.Progress;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.Runner;
import io.segmentlake.jobs.Settings;
import io.segmentlake.jobs.ShopKeys;
import io.segmentlake.jobs.daily.CustomerDayJob;
import io.segmentlake.jobs.daily.IngestJob;
import io.segmentlake.jobs.daily.SilverJob;
import io.segmentlake.jobs.generate.GenerateOptions;
import io.segmentlake.jobs.generate.ShopGenerator;
import io.segmentlake.models.training.Experiments;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import io.segmentlake.pipelines.silver.SilverTables;
import io.segmentlake.pipelines.training.UpliftTrainer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** From raw files to the model's figures, held against what the generator planted. */
@EnabledIfSystemProperty(named = "segmentlake.slow", matches = "true")
class PlantedUpliftTest {
  private static final LocalDate UNTIL = LocalDate.of(2026, 6, 30);

  @TempDir private Path folder;

  @Test
  void recoversThePlantedUpliftWithinItsInterval() {
    SparkSession spark = LocalSession.open();
    GenerateOptions options =
        GenerateOptions.of(4_000, 180, 3, UNTIL, folder.resolve("landing").toString());
    new ShopGenerator(spark).generate(options);
    ShopKeys.make(folder.resolve("lakehouse"));
    // Not closed: the session is that of all tests.
    RunContext context = context(spark, options.landing());
    new Runner(context)
        .run(
            List.of(
                new IngestJob(),
                new SilverJob(),
                new CustomerDayJob(),
                new ExperimentsJob(),
                new TrainJob(new UpliftTrainer())));

    Row truth = truth(spark, options.truth(), context.lakehouse());
    assertThat(truth.getLong(0)).as("customers of the experiment").isGreaterThan(1_000);
    assertThat(truth.getLong(1)).as("of them where the lot is another").isZero();
    Measured effect =
        new ModelMetrics(context.lakehouse())
            .of("uplift", 1).stream()
                .filter(m -> m.metric().equals("average_effect"))
                .findFirst()
                .orElseThrow();
    assertThat(effect.predictor()).isEqualTo("20 % off");
    assertThat(effect.low()).as("more than chance").isPositive();
    assertThat(truth.getDouble(2)).isBetween(effect.low(), effect.high());
  }

  /** How many were told apart, how many of them wrongly, and what was planted in them. */
  private static Row truth(SparkSession spark, String folder, Lakehouse lakehouse) {
    Dataset<Row> planted = spark.read().option("header", true).csv(folder + "/trial");
    Dataset<Row> numbers =
        lakehouse.read(SilverTables.IDENTITIES).selectExpr("customer_id", "native_id");
    return lakehouse
        .read(Experiments.TABLE)
        .join(numbers, "customer_id")
        .join(planted, numbers.col("native_id").equalTo(planted.col("customer_no")))
        .selectExpr(
            "count(*)", "count_if((arm = 'control') = boolean(is_treated))", "avg(double(uplift))")
        .head();
  }

  private RunContext context(SparkSession spark, String landing) {
    Settings settings =
        new Settings(
            "demo",
            folder.resolve("lakehouse").toString(),
            landing,
            Path.of("..", "conf"),
            Optional.empty(),
            UNTIL,
            Instant.parse("2026-07-01T03:00:00Z"));
    return new RunContext(
        settings, new Progress(new PrintStream(OutputStream.nullOutputStream())), () -> spark);
  }
}
