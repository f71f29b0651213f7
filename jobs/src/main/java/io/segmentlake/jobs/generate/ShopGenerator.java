package io.segmentlake.jobs.generate;

import static org.apache.spark.sql.functions.shiftrightunsigned;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Generates a shop: its raw day files and, elsewhere, the planted truth. */
public final class ShopGenerator {
  private static final long SHOP_ITSELF = -1;
  private static final long PERSONS_PER_TASK = 2_000;
  private static final long LINES_PER_FILE_TASK = 50_000;
  private static final long LINES_PER_CUSTOMER_AND_YEAR = 120;
  private static final int FEWEST_TASKS = 8;
  private static final int MOST_TASKS = 2_000;

  private final SparkSession spark;

  public ShopGenerator(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Writes all files. The same options give the same bytes, however many tasks run at once.
   *
   * @throws io.segmentlake.jobs.UsageException where the landing folder holds files of another shop
   */
  public GeneratedShop generate(GenerateOptions options) {
    Folders folders = new Folders(spark.sessionState().newHadoopConf());
    GeneratedBefore before = new GeneratedBefore(options, folders);
    before.check();
    List<WrittenFile> files = write(lines(options), options);
    Figures figures = new TruthFigures(spark, options).compute(files);
    before.record(files);
    return GeneratedShop.of(files, figures);
  }

  /** One row per line of a file: each task plays the lives of some persons. */
  Dataset<Row> lines(GenerateOptions options) {
    long persons = Population.size(options);
    int tasks = tasks(persons / PERSONS_PER_TASK);
    return spark
        .range(SHOP_ITSELF, persons, 1, tasks)
        .mapPartitions(
            (MapPartitionsFunction<Long, Row>)
                numbers -> {
                  CustomerLife life = new CustomerLife(options);
                  return new LivesOneByOne(numbers, life);
                },
            Encoders.row(DayLine.SCHEMA));
  }

  /** All lines of a file come to one task, in their order; only what was written comes back. */
  private List<WrittenFile> write(Dataset<Row> lines, GenerateOptions options) {
    Configuration session = spark.sessionState().newHadoopConf();
    SerializableConfiguration hadoop = new SerializableConfiguration(session);
    long expected = options.customers() * LINES_PER_CUSTOMER_AND_YEAR * options.days() / 365;
    Column file = shiftrightunsigned(lines.col(DayLine.PLACE), DayLine.INSTANT_BITS);
    return lines
        .repartition(tasks(expected / LINES_PER_FILE_TASK), file)
        .sortWithinPartitions(DayLine.PLACE, DayLine.TIE)
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                rows -> {
                  DayFiles files = new DayFiles(options, new Folders(hadoop.value()));
                  return files.write(new DayLines(rows)).stream().map(WrittenFile::row).iterator();
                },
            Encoders.row(WrittenFile.SCHEMA))
        .collectAsList()
        .stream()
        .map(WrittenFile::of)
        .sorted(Comparator.comparing(WrittenFile::path))
        .toList();
  }

  private static int tasks(long wanted) {
    return (int) Math.max(FEWEST_TASKS, Math.min(MOST_TASKS, wanted));
  }

  /** Holds the lines of one person at a time. */
  private static final class LivesOneByOne implements Iterator<Row> {
    private final Iterator<Long> persons;
    private final CustomerLife life;
    private Iterator<DayLine> lines = List.<DayLine>of().iterator();

    LivesOneByOne(Iterator<Long> persons, CustomerLife life) {
      this.persons = persons;
      this.life = life;
    }

    @Override
    public boolean hasNext() {
      while (!lines.hasNext() && persons.hasNext()) {
        long person = persons.next();
        lines = (person == SHOP_ITSELF ? life.shop() : life.of(person)).iterator();
      }
      return lines.hasNext();
    }

    @Override
    public Row next() {
      return lines.next().row();
    }
  }

  private record DayLines(Iterator<Row> rows) implements Iterator<DayLine> {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public DayLine next() {
      return DayLine.of(rows.next());
    }
  }
}
