package io.segmentlake.jobs.training;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.LocalSession;
import io.segmentlake.jobs.Progress;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.Runner;
import io.segmentlake.jobs.Settings;
import io.segmentlake.jobs.ShopKeys;
import io.segmentlake.jobs.generate.GenerateOptions;
import io.segmentlake.jobs.generate.ShopGenerator;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.silver.SilverTables;
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

/** A generated shop, what jobs make of its raw files, and the truth that they do not read. */
final class PlantedShop {
  static final LocalDate UNTIL = LocalDate.of(2026, 6, 30);

  private final SparkSession spark = LocalSession.open();
  private final GenerateOptions options;
  private final RunContext context;

  PlantedShop(Path folder, int customers, int days) {
    options = GenerateOptions.of(customers, days, 3, UNTIL, folder.resolve("landing").toString());
    new ShopGenerator(spark).generate(options);
    ShopKeys.make(folder.resolve("lakehouse"));
    Settings settings =
        new Settings(
            "demo",
            folder.resolve("lakehouse").toString(),
            options.landing(),
            Path.of("..", "conf"),
            Optional.empty(),
            UNTIL,
            Instant.parse("2026-07-01T03:00:00Z"));
    // Not closed: the session is that of all tests.
    context =
        new RunContext(
            settings, new Progress(new PrintStream(OutputStream.nullOutputStream())), () -> spark);
  }

  void run(List<Job> jobs) {
    new Runner(context).run(jobs);
  }

  Lakehouse lakehouse() {
    return context.lakehouse();
  }

  /** Rows with customer_id beside what was planted in them, all strings. */
  Dataset<Row> withTruth(Dataset<Row> rows, String of) {
    Dataset<Row> planted = spark.read().option("header", true).csv(options.truth() + "/" + of);
    Dataset<Row> numbers =
        lakehouse().read(SilverTables.IDENTITIES).selectExpr("customer_id", "native_id");
    return rows.join(numbers, "customer_id")
        .join(planted, numbers.col("native_id").equalTo(planted.col("customer_no")));
  }
}
