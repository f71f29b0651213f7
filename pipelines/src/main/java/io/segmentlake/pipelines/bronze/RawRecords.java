package io.segmentlake.pipelines.bronze;

import io.segmentlake.models.sources.CsvShape;
import io.segmentlake.models.sources.FeedRecords;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** One row per record of many raw files: place, raw text, problem and the wanted texts. */
final class RawRecords {
  /** A file is read by one task; small files share one up to this size. */
  private static final long BYTES_PER_TASK = 16L << 20;

  /** What a gzip file about grows to. */
  private static final long UNPACKED = 8;

  /** Columns before the wanted ones. */
  static final int PLACES = 6;

  private RawRecords() {}

  /**
   * Columns {@code file_id, line, lines, raw, problem, file_known_at} and then one text for each
   * wanted name.
   */
  static StructType schema(List<String> wanted) {
    StructType schema =
        new StructType()
            .add("file_id", DataTypes.LongType)
            .add("line", DataTypes.LongType)
            .add("lines", DataTypes.IntegerType)
            .add("raw", DataTypes.StringType)
            .add(FeedRecords.PROBLEM, DataTypes.StringType)
            .add(FeedRecords.FILE_KNOWN_AT, DataTypes.TimestampType);
    for (int i = 0; i < wanted.size(); i++) {
      schema = schema.add(FeedRecords.raw(i), DataTypes.StringType);
    }
    return schema;
  }

  static Dataset<Row> read(
      SparkSession spark, List<RawFile> files, Optional<CsvShape> csv, List<String> wanted) {
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    List<List<RawFile>> tasks = tasks(files, spark.sparkContext().defaultParallelism());
    CsvShape shape = csv.orElse(null);
    List<String> names = new ArrayList<>(wanted);
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(tasks, Math.max(tasks.size(), 1))
            .flatMap(task -> new Rows(task, hadoop, shape, names));
    return spark.createDataFrame(rows, schema(wanted));
  }

  /** Neighbouring files in one task, so that their order stays. */
  private static List<List<RawFile>> tasks(List<RawFile> files, int parallelism) {
    long total = files.stream().mapToLong(RawRecords::weight).sum();
    long target = Math.min(BYTES_PER_TASK, total / parallelism + 1);
    List<List<RawFile>> tasks = new ArrayList<>();
    long filled = target;
    for (RawFile file : files) {
      if (filled >= target) {
        tasks.add(new ArrayList<>());
        filled = 0;
      }
      tasks.get(tasks.size() - 1).add(file);
      filled += weight(file);
    }
    return tasks;
  }

  private static long weight(RawFile file) {
    return file.location().endsWith(".gz") ? file.bytes() * UNPACKED : file.bytes();
  }

  static Row row(RawFile file, RawRecord raw, int wanted) {
    Object[] cells = new Object[PLACES + wanted];
    cells[0] = file.fileId();
    cells[1] = raw.line();
    cells[2] = raw.lines();
    cells[3] = raw.raw();
    cells[4] = raw.problem().orElse(null);
    cells[5] = file.knownAt() == null ? null : Timestamp.from(file.knownAt());
    System.arraycopy(raw.values(), 0, cells, PLACES, raw.values().length);
    return RowFactory.create(cells);
  }

  /** The rows of several files, one after the other, one record in memory at a time. */
  private static final class Rows implements Iterator<Row>, Serializable {
    private static final long serialVersionUID = 1L;

    private final Iterator<RawFile> files;
    private final SerializableConfiguration hadoop;
    private final Optional<CsvShape> csv;
    private final List<String> wanted;
    private RawFile file;
    private RecordReader reader;
    private Row next;

    Rows(List<RawFile> files, SerializableConfiguration hadoop, CsvShape csv, List<String> wanted) {
      this.files = files.iterator();
      this.hadoop = hadoop;
      this.csv = Optional.ofNullable(csv);
      this.wanted = wanted;
    }

    @Override
    public boolean hasNext() {
      try {
        while (next == null && (reader != null || files.hasNext())) {
          advance();
        }
        return next != null;
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + file.location(), e);
      }
    }

    private void advance() throws IOException {
      if (reader == null) {
        file = files.next();
        reader = file.open(hadoop.value(), csv, wanted);
      }
      RawRecord raw = reader.next();
      if (raw == null) {
        reader.close();
        reader = null;
      } else {
        next = row(file, raw, wanted.size());
      }
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row row = next;
      next = null;
      return row;
    }
  }
}
