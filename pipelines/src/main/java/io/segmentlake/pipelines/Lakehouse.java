package io.segmentlake.pipelines;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.KernelWriter.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.sources.DeltaDataSource;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The only reader and writer of tables. Each write is one atomic commit, counted and hashed in the
 * same pass.
 */
public final class Lakehouse {
  /** In rows to close, of a table with partitions: the partition in which the row lies. */
  public static final String LIES_IN = "lies_in";

  private final Supplier<SparkSession> spark;
  private final Configuration hadoop;
  private final Engine kernel;
  private final String root;
  private final Map<Table, SmallTable> small = new ConcurrentHashMap<>();

  private Lakehouse(Supplier<SparkSession> spark, Configuration hadoop, String root) {
    this.spark = spark;
    this.hadoop = hadoop;
    this.kernel = DefaultEngine.create(LogStores.forKernel(hadoop));
    this.root = root;
  }

  /** Opens the lakehouse in a folder (a local path or any Hadoop one), which need not exist yet. */
  public static Lakehouse open(SparkSession spark, String root) {
    return open(() -> spark, spark.sparkContext().hadoopConfiguration(), root);
  }

  /**
   * The same for whoever may need no Spark: versions, files and small tables are read without it.
   *
   * @param spark asked for the session each time that one is needed
   * @param hadoop tells how files are reached
   */
  public static Lakehouse open(Supplier<SparkSession> spark, Configuration hadoop, String root) {
    return new Lakehouse(spark, hadoop, new Path(root).toString());
  }

  public SparkSession spark() {
    return spark.get();
  }

  /** How files are reached, of the lakehouse and of the shop. */
  public Configuration hadoop() {
    return hadoop;
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
    return committed(table).map(CommittedTable::version).orElse(-1L);
  }

  /**
   * All rows of the table; no rows, with the contract's columns, where it was never written. A
   * column that the contract got after the rows were written is null.
   */
  public Dataset<Row> read(Table table) {
    return committed(table)
        .map(now -> stored(table, now).select(columns(table, now)))
        .orElseGet(() -> spark().createDataFrame(List.of(), table.structType()));
  }

  /** The same for a catalogue of Spark: the version that is the newest now. */
  public BaseRelation relation(Table table) {
    return committed(table).map(now -> relation(table, now)).orElse(new NoRows(spark(), table));
  }

  private BaseRelation relation(Table table, CommittedTable now) {
    Optional<HadoopFsRelation> files = CommittedFiles.relation(spark(), now, table.structType());
    return files.isPresent()
        ? files.get()
        : new DeltaDataSource()
            .createRelation(
                spark().sqlContext(),
                new scala.collection.immutable.Map.Map1<>("path", path(table)));
  }

  private static Column[] columns(Table table, CommittedTable now) {
    Column[] columns = table.select();
    for (int i = 0; i < columns.length; i++) {
      StructField field = table.structType().apply(i);
      if (now.lacks(field.name())) {
        columns[i] = lit(null).cast(field.dataType()).as(field.name());
      }
    }
    return columns;
  }

  /** Whether the contract has columns that the table was written without. */
  boolean isNarrow(Table table) {
    return committed(table)
        .filter(now -> Stream.of(table.structType().fieldNames()).anyMatch(now::lacks))
        .isPresent();
  }

  private Dataset<Row> stored(Table table, CommittedTable now) {
    return CommittedFiles.read(spark(), now)
        .orElseGet(() -> spark().read().format("delta").load(path(table)));
  }

  /** The rows of a silver or bronze table that no later arrival replaced. */
  public Dataset<Row> live(Table table) {
    return read(table).where(col("superseded_seq").isNull());
  }

  /** Some columns of some row, for what all rows have in common; empty where there are none. */
  public Optional<Row> anyRow(Table table, String... columns) {
    StructType schema = table.structType();
    StructField[] fields = Stream.of(columns).map(schema::apply).toArray(StructField[]::new);
    return committed(table).flatMap(now -> now.anyRow(new StructType(fields)));
  }

  /** All rows of a table that is small however large the shop is, read once per version. */
  public List<Row> rows(Table table) {
    return committed(table).map(now -> rows(table, now)).orElse(List.of());
  }

  private List<Row> rows(Table table, CommittedTable now) {
    SmallTable known = small.get(table);
    if (known == null || known.version() != now.version()) {
      known = new SmallTable(now.version(), List.copyOf(now.rows(table.structType())));
      small.put(table, known);
    }
    return known.rows();
  }

  private record SmallTable(long version, List<Row> rows) {}

  /**
   * Whether no row of the table has a later value in a timestamp column, as the statistics of its
   * files tell; false where they do not tell.
   */
  public boolean hasNothingAfter(Table table, String column, Instant instant) {
    return committed(table).map(t -> t.greatest(column)).orElse(List.of()).stream()
        .allMatch(greatest -> greatest.isPresent() && !greatest.get().isAfter(instant));
  }

  /** Whether some row can have a null in a column, as the statistics of the files tell. */
  public boolean mayHaveNulls(Table table, String column) {
    return committed(table).map(t -> t.mayHaveNulls(column)).orElse(false);
  }

  /**
   * The version last appended for {@code application}, −1 for none: what a table itself says has
   * been applied to it.
   */
  public long appliedThrough(Table table, String application) {
    return committed(table).map(t -> t.appliedThrough(application)).orElse(-1L);
  }

  /** Bytes of the data files that the table consists of now, by path within the table. */
  public Map<String, Long> liveFiles(Table table) {
    return committed(table).map(CommittedTable::files).orElse(Map.of());
  }

  /**
   * Adds rows, once for each pair of application and version; a version must be larger than those
   * before.
   *
   * @return NO_CHANGE where the pair, or a later one, had been committed
   */
  public Written append(Table table, Dataset<Row> rows, String application, long version) {
    if (appliedThrough(table, application) >= version) {
      return Written.unchanged(table, version(table));
    }
    Optional<Written> few =
        writer(table).appendFew(rows, Optional.of(new Batch(application, version)));
    if (few.isPresent()) {
      return few.get();
    }
    return rows.isEmpty()
        ? Written.empty(table, version(table))
        : appendMany(table, rows, application, version);
  }

  /** The same for rows of which the caller knows that there are some, without looking first. */
  public Written appendSome(Table table, Dataset<Row> rows, String application, long version) {
    return writer(table)
        .appendFew(rows, Optional.of(new Batch(application, version)))
        .orElseGet(() -> appendMany(table, rows, application, version));
  }

  private Written appendMany(Table table, Dataset<Row> rows, String application, long version) {
    return writer(table)
        .commit(
            rows,
            w ->
                w.mode(SaveMode.Append)
                    .option("txnAppId", application)
                    .option("txnVersion", version));
  }

  /** Replaces all rows. */
  public Written replace(Table table, Dataset<Row> rows) {
    return writer(table)
        .replaceFew(rows)
        .orElseGet(() -> writer(table).commit(rows, w -> w.mode(SaveMode.Overwrite)));
  }

  /** Replaces the rows for which the predicate holds; all new rows must fulfil it. */
  public Written replaceWhere(Table table, String predicate, Dataset<Row> rows) {
    if (!exists(table)) {
      return rows.isEmpty()
          ? Written.empty(table, version(table))
          : writer(table).commit(rows, w -> w.mode(SaveMode.Append));
    }
    boolean replacesSome = !read(table).where(predicate).isEmpty();
    Optional<Written> few =
        replacesSome ? Optional.empty() : writer(table).appendFew(rows, Optional.empty());
    return few.orElseGet(
        () ->
            writer(table)
                .commit(rows, w -> w.mode(SaveMode.Overwrite).option("replaceWhere", predicate)));
  }

  /**
   * Adds rows and closes others in one commit. A table with rows that can be closed has a column
   * {@code superseded_seq} or {@code known_to}, which is null in open ones.
   *
   * @param inserts rows of the table's columns
   * @param closes identity columns and the new values of the columns to set, and for a table with
   *     partitions {@link #LIES_IN}
   * @param identity columns that name one open row of the table
   * @param set columns to set in the rows closed
   */
  public Written insertAndClose(
      Table table,
      Dataset<Row> inserts,
      Dataset<Row> closes,
      List<String> identity,
      List<String> set) {
    return writer(table).insertAndClose(inserts, closes, identity, set);
  }

  /** Removes a table with its history; only for what can be made again from other tables. */
  public void drop(Table table) {
    small.remove(table);
    Path folder = new Path(path(table));
    try {
      folder.getFileSystem(hadoop).delete(folder, true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + table + " in " + folder, e);
    }
    DeltaLog.clearCache();
  }

  private TableWriter writer(Table table) {
    return new TableWriter(this, table);
  }

  Optional<CommittedTable> committed(Table table) {
    return CommittedTable.at(kernel, path(table));
  }
}
