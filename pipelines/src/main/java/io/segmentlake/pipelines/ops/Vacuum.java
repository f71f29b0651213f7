package io.segmentlake.pipelines.ops;

import io.delta.tables.DeltaTable;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import scala.Console$;

/**
 * Removes files that no version of a table within the retention consists of: those that later
 * versions replaced, and what killed runs left behind. Nothing that is read later needs them, for
 * history is rows, not versions; who reads just now does.
 */
public final class Vacuum {
  /** The least: what Delta itself keeps for readers that began before a file was replaced. */
  public static final Duration LEAST = Duration.ofDays(7);

  private static final String LOG = "_delta_log/";

  private final Lakehouse lakehouse;
  private final Duration retention;
  private final Instant now;

  /**
   * Makes one.
   *
   * @param retention how long a replaced file stays
   * @param now when the run began; Delta itself asks the clock
   * @throws IllegalArgumentException where it is shorter than {@link #LEAST}
   */
  public Vacuum(Lakehouse lakehouse, Duration retention, Instant now) {
    if (retention.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException(
          "Cannot vacuum: a retention of %s is too short for who reads just now. The least is %s."
              .formatted(retention, LEAST));
    }
    this.lakehouse = lakehouse;
    this.retention = retention;
    this.now = now;
  }

  /**
   * What was removed.
   *
   * @param written NO_CHANGE where nothing was; otherwise Delta's notes in the log
   */
  public record Result(Written written, int files, long bytes) {}

  /** Removes what nobody needs of one table. */
  public Result vacuum(Table table) {
    // Without this look, each table would cost some seconds of Spark.
    if (!hasOldOnes(table)) {
      return new Result(Written.unchanged(table, lakehouse.version(table)), 0, 0);
    }
    SortedMap<String, Long> before = dataFiles(table);
    SparkSession spark = lakehouse.spark().newSession();
    // By default each listing of a folder is a shuffle of 10,000 parts, for data centres' tables.
    spark
        .conf()
        .set(
            "spark.sql.sources.parallelPartitionDiscovery.parallelism",
            spark.sparkContext().defaultParallelism());
    // A note of each vacuum in the log would make the table's files others each time.
    spark.conf().set("spark.databricks.delta.vacuum.logging.enabled", "false");
    Console$.MODULE$.withOut(
        OutputStream.nullOutputStream(),
        () ->
            DeltaTable.forPath(spark, lakehouse.path(table)).vacuum(retention.toMinutes() / 60.0));
    SortedMap<String, Long> removed = new TreeMap<>(before);
    removed.keySet().removeAll(dataFiles(table).keySet());
    long version = lakehouse.version(table);
    return new Result(
        removed.isEmpty() ? Written.unchanged(table, version) : Written.rewritten(table, version),
        removed.size(),
        removed.values().stream().mapToLong(Long::longValue).sum());
  }

  /** Whether some file is old enough that the table's newest version does not consist of. */
  private boolean hasOldOnes(Table table) {
    Set<String> live = lakehouse.liveFiles(table).keySet();
    Instant limit = now.minus(retention);
    return TableFiles.modified(lakehouse, table).entrySet().stream()
        .filter(file -> !file.getKey().startsWith(LOG) && !live.contains(file.getKey()))
        .anyMatch(file -> file.getValue().isBefore(limit));
  }

  private SortedMap<String, Long> dataFiles(Table table) {
    SortedMap<String, Long> sizes = new TreeMap<>(TableFiles.of(lakehouse, table).sizes());
    sizes.keySet().removeIf(file -> file.startsWith(LOG));
    return sizes;
  }
}
