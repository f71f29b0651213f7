package io.segmentlake.pipelines;

import io.delta.tables.DeltaTable;
import io.segmentlake.models.tables.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * Puts small files of a table together. Each run adds files to the partitions that its rows belong
 * to, and a reader pays for each file. Rows stay what they are: no reader sees a difference, and no
 * content hash changes.
 *
 * <p>A partition is worth it where it has more than {@value #FEW} files below {@value #SMALL}
 * bytes; a table without partitions counts as one. The new files have up to {@value #LARGEST}
 * bytes, so that several cores have something to read.
 */
public final class Compaction {
  /** Up to so many files cost a reader next to nothing. */
  static final int FEW = 8;

  static final long SMALL = 16L << 20;
  static final long LARGEST = 128L << 20;

  private final Lakehouse lakehouse;

  public Compaction(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /**
   * What became of a table's files.
   *
   * @param written NO_CHANGE where there was nothing worth it
   * @param before files that the table consisted of
   * @param after files that it consists of now
   */
  public record Result(Written written, int before, int after) {}

  /** Compacts the partitions of a table that are worth it, in one commit. */
  public Result compact(Table table) {
    List<CommittedTable.DataFile> files = files(table);
    List<Map<String, String>> worthIt = worthIt(files);
    if (worthIt.isEmpty()) {
      Written unchanged = Written.unchanged(table, lakehouse.version(table));
      return new Result(unchanged, files.size(), files.size());
    }
    long before = lakehouse.version(table);
    optimize(table, worthIt);
    long after = lakehouse.version(table);
    return new Result(
        after == before ? Written.unchanged(table, after) : Written.rewritten(table, after),
        files.size(),
        files(table).size());
  }

  private List<CommittedTable.DataFile> files(Table table) {
    return lakehouse.committed(table).map(now -> now.dataFiles(List.of())).orElse(List.of());
  }

  private static List<Map<String, String>> worthIt(List<CommittedTable.DataFile> files) {
    return files.stream()
        .filter(file -> file.status().getLen() < SMALL)
        // A tree map, for a partition's values come in no order.
        .collect(Collectors.groupingBy(f -> new TreeMap<>(f.partition()), Collectors.counting()))
        .entrySet()
        .stream()
        .filter(partition -> partition.getValue() > FEW)
        .map(partition -> (Map<String, String>) partition.getKey())
        .toList();
  }

  private void optimize(Table table, List<Map<String, String>> partitions) {
    SparkSession spark = lakehouse.spark().newSession();
    spark.conf().set("spark.databricks.delta.optimize.minFileSize", SMALL);
    spark.conf().set("spark.databricks.delta.optimize.maxFileSize", LARGEST);
    var all = DeltaTable.forPath(spark, lakehouse.path(table)).optimize();
    var chosen =
        table.partitionedBy().isEmpty()
            ? all
            : all.where(
                partitions.stream().map(Compaction::predicate).collect(Collectors.joining(" or ")));
    chosen.executeCompaction();
  }

  private static String predicate(Map<String, String> partition) {
    return partition.entrySet().stream()
        .map(
            value ->
                value.getValue() == null
                    ? value.getKey() + " is null"
                    : value.getKey() + " = '" + value.getValue().replace("'", "\\'") + "'")
        .collect(Collectors.joining(" and ", "(", ")"));
  }
}
