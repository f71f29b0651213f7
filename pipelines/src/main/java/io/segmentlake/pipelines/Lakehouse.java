package io.segmentlake.pipelines;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import io.segmentlake.models.tables.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * The only reader and writer of tables. Each write is one atomic commit, counted and hashed in the
 * same pass.
 */
public final class Lakehouse {
  private static final Logger LOG = LoggerFactory.getLogger(Lakehouse.class);

  private final SparkSession spark;
  private final String root;
  private final Map<String, SmallTable> small = new ConcurrentHashMap<>();

  private Lakehouse(SparkSession spark, String root) {
    this.spark = spark;
    this.root = root;
  }

  /** Opens the lakehouse in a folder (a local path or any Hadoop one), which need not exist yet. */
  public static Lakehouse open(SparkSession spark, String root) {
    return new Lakehouse(spark, new Path(root).toString());
  }

  public SparkSession spark() {
    return spark;
  }

  public String root() {
    return root;
  }

  public String path(Table table) {
    return root + "/" + table.schema() + "/" + table.name();
  }

  public boolean exists(Table table) {
    return version(table) >= 0;
  }

  /** Newest committed version, −1 for a table that was never written. */
  public long version(Table table) {
    return log(table).update(false, Option.empty(), Option.empty()).version();
  }

  /** All rows of the table; no rows, with the contract's columns, where it was never written. */
  public Dataset<Row> read(Table table) {
    if (!exists(table)) {
      return spark.createDataFrame(List.of(), table.structType());
    }
    return spark.read().format("delta").load(path(table)).select(table.select());
  }

  /** All rows of a table that is small however large the shop is, read once per version. */
  public List<Row> rows(Table table) {
    long version = version(table);
    SmallTable known = small.get(table.fullName());
    if (known == null || known.version() != version) {
      known = new SmallTable(version, List.copyOf(read(table).collectAsList()));
      small.put(table.fullName(), known);
    }
    return known.rows();
  }

  private record SmallTable(long version, List<Row> rows) {}

  /**
   * The version last appended for {@code application}, −1 for none: what a table itself says has
   * been applied to it.
   */
  public long appliedThrough(Table table, String application) {
    Option<Object> version =
        log(table).update(false, Option.empty(), Option.empty()).transactions().get(application);
    return version.isEmpty() ? -1 : (long) version.get();
  }

  /**
   * Adds rows, once for each pair of application and version; a version must be larger than those
   * before.
   *
   * @return NO_CHANGE where the pair, or a later one, had been committed
   */
  public Written append(Table table, Dataset<Row> rows, String application, long version) {
    if (appliedThrough(table, application) >= version) {
      return new Written(table, version(table), ContentHash.EMPTY, Written.Status.NO_CHANGE);
    }
    return rows.isEmpty() ? empty(table) : appendSome(table, rows, application, version);
  }

  /** The same for rows of which the caller knows that there are some, without looking first. */
  public Written appendSome(Table table, Dataset<Row> rows, String application, long version) {
    return commit(
        table,
        rows,
        w -> w.mode(SaveMode.Append).option("txnAppId", application).option("txnVersion", version));
  }

  /** Replaces all rows. */
  public Written replace(Table table, Dataset<Row> rows) {
    return commit(table, rows, w -> w.mode(SaveMode.Overwrite));
  }

  /** Replaces the rows for which the predicate holds; all new rows must fulfil it. */
  public Written replaceWhere(Table table, String predicate, Dataset<Row> rows) {
    return !exists(table) && rows.isEmpty() ? empty(table) : overwriteWhere(table, predicate, rows);
  }

  /** The same for rows of which the caller knows that there are some, without looking first. */
  public Written overwriteWhere(Table table, String predicate, Dataset<Row> rows) {
    if (!exists(table)) {
      return commit(table, rows, w -> w.mode(SaveMode.Append));
    }
    return commit(table, rows, w -> w.mode(SaveMode.Overwrite).option("replaceWhere", predicate));
  }

  /**
   * Adds rows and closes others in one commit.
   *
   * @param inserts rows of the table's columns
   * @param closes identity columns and the new values of the columns to set
   * @param identity columns that name one row of the table
   * @param set columns to set in the rows closed
   * @param prune condition on the table, as {@code t}, that bounds where closed rows lie
   */
  public Written insertAndClose(
      Table table,
      Dataset<Row> inserts,
      Dataset<Row> closes,
      List<String> identity,
      List<String> set,
      String prune) {
    if (closes.isEmpty()) {
      return inserts.isEmpty()
          ? empty(table)
          : commit(table, inserts, w -> w.mode(SaveMode.Append));
    }
    // Counted before: the commit drops what is held of the table's rows.
    ContentHash content = ContentHash.of(inserts.select(table.select()));
    Dataset<Row> source =
        inserts
            .select(table.select())
            .withColumn("closes", lit(false))
            .unionByName(closes.withColumn("closes", lit(true)), true);
    String same =
        identity.stream().map(c -> "t." + c + " <=> s." + c).collect(Collectors.joining(" and "));
    Map<String, String> values = new HashMap<>();
    set.forEach(c -> values.put(c, "s." + c));
    Map<String, String> all = new HashMap<>();
    table.columns().forEach(c -> all.put(c.name(), "s." + c.name()));
    LOG.info("writing {}", table);
    DeltaTable.forPath(spark, path(table))
        .as("t")
        .merge(source.as("s"), "s.closes and " + prune + " and " + same)
        .whenMatched()
        .updateExpr(values)
        .whenNotMatched("not s.closes")
        .insertExpr(all)
        .execute();
    return new Written(table, version(table), content, Written.Status.WRITTEN);
  }

  private Written commit(Table table, Dataset<Row> rows, Mode mode) {
    Observation observation = new Observation();
    List<org.apache.spark.sql.Column> metrics = ContentHash.aggregates(table.structType());
    Dataset<Row> observed =
        rows.select(typed(table)).observe(observation, metrics.get(0), metrics.get(1));
    long before = version(table);
    LOG.info("writing {}", table);
    DataFrameWriter<Row> writer = mode.of(observed.write().format("delta"));
    if (before < 0) {
      properties(table).forEach(writer::option);
    }
    writer.partitionBy(table.partitionedBy().toArray(String[]::new)).save(path(table));
    ContentHash content = content(observation);
    long after = version(table);
    return new Written(
        table, after, content, after == before ? Written.Status.NO_CHANGE : Written.Status.WRITTEN);
  }

  private Written empty(Table table) {
    return new Written(table, version(table), ContentHash.EMPTY, Written.Status.EMPTY);
  }

  private static ContentHash content(Observation observation) {
    try {
      Map<String, Object> seen = observation.getAsJava();
      return new ContentHash((long) seen.get("rows"), (BigDecimal) seen.get("hash"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a write was counted", e);
    }
  }

  /** How rows enter the table: mode and options. */
  @FunctionalInterface
  private interface Mode {
    DataFrameWriter<Row> of(DataFrameWriter<Row> writer);
  }

  private static org.apache.spark.sql.Column[] typed(Table table) {
    org.apache.spark.sql.Column[] columns = table.select();
    for (int i = 0; i < columns.length; i++) {
      columns[i] =
          columns[i].as(table.columns().get(i).name(), table.structType().fields()[i].metadata());
    }
    return columns;
  }

  private static Map<String, String> properties(Table table) {
    Map<String, String> properties = new HashMap<>();
    // The manifest tells a damaged table by its commits, which therefore stay.
    properties.put("delta.enableExpiredLogCleanup", "false");
    boolean isRestricted = table.access() == Table.Access.RESTRICTED;
    properties.put("delta.enableDeletionVectors", Boolean.toString(!isRestricted));
    if (isRestricted) {
      // Statistics would repeat addresses in the log; deletion vectors keep erased rows in files.
      properties.put("delta.dataSkippingNumIndexedCols", "0");
    }
    return properties;
  }

  /** Bytes of the data files that the table consists of now, by path within the table. */
  public Map<String, Long> liveFiles(Table table) {
    Map<String, Long> files = new HashMap<>();
    if (exists(table)) {
      log(table)
          .update(false, Option.empty(), Option.empty())
          .allFiles()
          .select("path", "size")
          .collectAsList()
          .forEach(f -> files.put(URI.create(f.getString(0)).getPath(), f.getLong(1)));
    }
    return files;
  }

  /** Removes a table with its history; only for what can be made again from other tables. */
  public void drop(Table table) {
    small.remove(table.fullName());
    Path folder = new Path(path(table));
    try {
      folder.getFileSystem(spark.sparkContext().hadoopConfiguration()).delete(folder, true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + table + " in " + folder, e);
    }
    DeltaLog.clearCache();
  }

  private DeltaLog log(Table table) {
    return DeltaLog.forTable((org.apache.spark.sql.classic.SparkSession) spark, path(table));
  }

  /** The rows of a silver or bronze table that no later arrival replaced. */
  public Dataset<Row> live(Table table) {
    return read(table).where(col("superseded_seq").isNull());
  }
}
