package io.segmentlake.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.LocalSession;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunObserverTest {
  private final SparkSession spark = LocalSession.open();

  @TempDir private Path folder;
  private Path orders;

  @BeforeEach
  void writesATable() {
    orders = folder.resolve("silver").resolve("orders");
    spark.range(1000).write().parquet(orders.toString());
    System.setProperty(RunObserver.FILE, folder.resolve("notes.json").toString());
  }

  @AfterEach
  void forgets() {
    System.clearProperty(RunObserver.FILE);
    spark.catalog().clearCache();
  }

  @Test
  void countsEachScanOfATable() {
    RunNotes notes =
        notes(rows -> rows.where("id > 3").union(rows.where("id < 2")).collectAsList());

    assertThat(notes.scans()).containsEntry("silver.orders", 2);
    assertThat(notes.bytesRead()).isPositive();
  }

  @Test
  void countsACachedScanOnce() {
    RunNotes notes =
        notes(
            rows -> {
              Dataset<Row> kept = rows.where("id > 3").persist();
              kept.count();
              kept.groupBy("id").count().collectAsList();
            });

    assertThat(notes.scans()).containsEntry("silver.orders", 1);
  }

  private RunNotes notes(Consumer<Dataset<Row>> work) {
    RunObserver observer = new RunObserver();
    spark.sparkContext().addSparkListener(observer);
    try {
      work.accept(spark.read().parquet(orders.toString()));
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    } finally {
      spark.sparkContext().removeSparkListener(observer);
    }
    observer.onApplicationEnd(new SparkListenerApplicationEnd(0, scala.Option.empty()));
    return RunNotes.read(folder.resolve("notes.json"));
  }
}
