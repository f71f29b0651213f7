package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.LocalSession;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.ContentHash;
import io.segmentlake.pipelines.Lakehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/**
 * {@code warm-up}: a short run on made-up rows that touches what every run touches; the launcher
 * makes its archive of classes from it.
 */
@Command(name = "warm-up", hidden = true, description = "Load the classes that most runs need.")
public final class WarmUpCommand implements Callable<Integer> {
  private static final Table NUMBERS =
      Table.of(
              "warm_up.numbers",
              "One row per number.",
              Column.of("number", "bigint", "The number"),
              Column.of("digit", "bigint", "Its last digit"),
              Column.of("amount", "decimal(18,4)", "Half of it"),
              Column.of("seen_at", "timestamp", "So many seconds after 1970 began"),
              Column.of("superseded_seq", "bigint", "Never set"))
          .partitionedBy("digit");

  /**
   * The archive is made where Delta's kernel sees the libraries alone, and not our log stores: the
   * tables lie under a scheme for which there are none.
   */
  private static final Map<String, String> VIEW_OF_DISK =
      Map.of("spark.hadoop.fs.viewfs.mounttable.default.linkFallback", "file:///");

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("segmentlake-warm-up");
    try {
      SparkSession spark = LocalSession.open(VIEW_OF_DISK);
      write(Lakehouse.open(spark, "viewfs://" + folder), numbers(spark));
      spark.stop();
      return ExitCode.DONE;
    } finally {
      delete(folder);
    }
  }

  private static Dataset<Row> numbers(SparkSession spark) {
    return spark
        .range(100)
        .selectExpr(
            "id as number",
            "id % 10 as digit",
            "cast(id as decimal(18,4)) / 2 as amount",
            "timestamp_seconds(id) as seen_at",
            "cast(null as bigint) as superseded_seq");
  }

  private static void write(Lakehouse lakehouse, Dataset<Row> numbers) {
    lakehouse.append(NUMBERS, numbers, "warm-up", 1);
    lakehouse.replaceWhere(NUMBERS, "digit = 3", numbers.where("digit = 3 and number > 50"));
    lakehouse.insertAndClose(
        NUMBERS,
        numbers.where("number = 3"),
        numbers
            .where("number = 53")
            .selectExpr(
                "number", "cast(2 as bigint) as superseded_seq", "digit as " + Lakehouse.LIES_IN),
        List.of("number"),
        List.of("superseded_seq"));
    lakehouse.rows(NUMBERS);
    Dataset<Row> live = lakehouse.live(NUMBERS);
    ContentHash.of(live);
    live.join(live.groupBy("digit").count(), "digit")
        .selectExpr("digit", "row_number() over (partition by digit order by number) as place")
        .where("place = 1")
        .collectAsList();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(WarmUpCommand::deleteOne);
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + path, e);
    }
  }
}
