package io.segmentlake.jobs.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.LocalSession;
import io.segmentlake.pipelines.ops.Runs.Stage;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class StageWatchTest {
  private static final String DETAILS =
      """
      org.apache.spark.sql.classic.Dataset.collectAsList(Dataset.scala:1563)
      io.segmentlake.pipelines.FewRows.lambda$taken$0(FewRows.java:51)
      io.segmentlake.pipelines.Kept.of(Kept.java:30)
      io.segmentlake.pipelines.silver.SilverOrders.lambda$apply$4(SilverOrders.java:80)
      io.segmentlake.jobs.daily.SilverJob.run(SilverJob.java:40)
      """;

  @Test
  void namesWhoAskedRatherThanWhoReadsForAll() {
    assertThat(StageWatch.place(DETAILS, "collect")).isEqualTo("silver.SilverOrders.apply");
    assertThat(StageWatch.place("io.segmentlake.models.btyd.BgNbd$Fit.of(BgNbd.java:1)", "x"))
        .isEqualTo("btyd.BgNbd.of");
    assertThat(StageWatch.place("io.segmentlake.pipelines.FewRows.of(FewRows.java:5)", "collect"))
        .isEqualTo("collect");
  }

  @Test
  void addsUpTheStagesOfAPlace() {
    SparkSession spark = LocalSession.open();
    SparkContext context = spark.sparkContext();
    StageWatch watch = new StageWatch();
    context.addSparkListener(watch);
    try {
      shuffled(spark);
      shuffled(spark);

      assertThat(watch.slowest(context))
          .singleElement()
          .satisfies(
              stage -> {
                assertThat(stage.place()).isEqualTo("runs.StageWatchTest.shuffled");
                assertThat(stage.tasks()).isGreaterThanOrEqualTo(4);
                assertThat(stage.seconds()).isPositive();
              });
      assertThat(watch.slowest(context)).extracting(Stage::place).isEmpty();
    } finally {
      context.removeSparkListener(watch);
    }
  }

  private static void shuffled(SparkSession spark) {
    spark.range(0, 1000, 1, 2).repartition(3).groupBy("id").count().collectAsList();
  }
}
