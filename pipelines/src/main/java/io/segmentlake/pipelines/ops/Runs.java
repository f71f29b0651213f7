package io.segmentlake.pipelines.ops;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Keeps ops.runs, the manifest of what each job did with which inputs. */
public final class Runs {
  public static final Table TABLE =
      Table.of(
          "ops.runs",
          "One row per run and job.",
          Column.of("run_id", "string", "The run, all of whose jobs share it"),
          Column.of("job", "string", "The job"),
          Column.of("as_of", "date", "Business date"),
          Column.of("started_at", "timestamp", "The run's instant, fixed by the launcher"),
          Column.of("seconds", "decimal(18,4)", "Duration of the job"),
          Column.of("status", "string", "WRITTEN or NO_CHANGE"),
          Column.of("inputs_hash", "string", "Hash of configuration, code version and data known"),
          Column.of("arrived_seq", "bigint", "Ingest run up to which data was known"),
          Column.of(
              "tables",
              "array<struct<table: string, version: bigint, rows: bigint, hash: decimal(38,0), files_hash: string, commits_hash: string, status: string>>",
              "What was written, and what the table's files were afterwards"),
          Column.of(
              "slowest_stages",
              "array<struct<place: string, tasks: int, seconds: decimal(18,4)>>",
              "Where the job spent most time in stages of Spark, the slowest first"));

  private final Lakehouse lakehouse;

  public Runs(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /**
   * Stages of Spark that one place of our code asked for.
   *
   * @param place class and method
   * @param seconds from their submission to their end, added up
   */
  public record Stage(String place, int tasks, BigDecimal seconds) {
    private Row row() {
      return RowFactory.create(place, tasks, seconds);
    }

    private static Stage of(Row row) {
      return new Stage(row.getString(0), row.getInt(1), row.getDecimal(2));
    }
  }

  /**
   * What one job did.
   *
   * @param seconds of the job alone
   * @param inputsHash of everything that decides the result
   * @param arrivedSeq the last ingest run that was seen
   * @param slowest where most time was spent, the slowest first
   */
  public record Entry(
      String runId,
      String job,
      LocalDate asOf,
      Instant startedAt,
      BigDecimal seconds,
      String inputsHash,
      long arrivedSeq,
      List<Written> written,
      List<Stage> slowest) {

    Row row(Lakehouse lakehouse) {
      boolean wrote = written.stream().anyMatch(w -> w.status() == Written.Status.WRITTEN);
      Object[] tables = written.stream().map(w -> row(lakehouse, w)).toArray();
      return RowFactory.create(
          runId,
          job,
          Date.valueOf(asOf),
          Timestamp.from(startedAt),
          seconds,
          wrote ? "WRITTEN" : "NO_CHANGE",
          inputsHash,
          arrivedSeq,
          CollectionConverters.asScala(List.of(tables)).toSeq(),
          CollectionConverters.asScala(slowest.stream().map(Stage::row).toList()).toSeq());
    }

    private static Row row(Lakehouse lakehouse, Written written) {
      TableFiles files = TableFiles.of(lakehouse, written.table());
      return RowFactory.create(
          written.table().fullName(),
          written.version(),
          written.rows(),
          written.content().hash(),
          files.hash(),
          files.commitsHash(written.version()),
          written.status().name());
    }
  }

  /** Adds the run's entries in one commit. */
  public Written add(List<Entry> entries) {
    List<Row> rows = entries.stream().map(e -> e.row(lakehouse)).toList();
    return lakehouse.append(
        TABLE,
        lakehouse.spark().createDataFrame(rows, TABLE.structType()),
        "runs/" + entries.get(0).runId(),
        0);
  }

  /** The last ingest run that a job has worked through, 0 before its first run. */
  public long workedThrough(String job) {
    return entries().stream()
        .filter(run -> run.getAs("job").equals(job))
        .mapToLong(run -> run.getAs("arrived_seq"))
        .max()
        .orElse(0);
  }

  /** The last ingest run that some job had seen before an instant, 0 for none. */
  public long arrivedBefore(Instant instant) {
    return entries().stream()
        .filter(run -> run.<Timestamp>getAs("started_at").toInstant().isBefore(instant))
        .mapToLong(run -> run.getAs("arrived_seq"))
        .max()
        .orElse(0);
  }

  /** The latest date that a job ran for while no more was known than an ingest run brought. */
  public Optional<LocalDate> reached(String job, long seq) {
    return entries().stream()
        .filter(run -> run.getAs("job").equals(job) && run.<Long>getAs("arrived_seq") <= seq)
        .map(run -> run.<Date>getAs("as_of").toLocalDate())
        .max(Comparator.naturalOrder());
  }

  /**
   * What one job did, to look back at.
   *
   * @param rows of all tables that it wrote
   * @param tables how many of them got a new version
   * @param slowest where most time was spent, the slowest first; empty where Spark was not needed
   */
  public record Past(
      String runId,
      String job,
      LocalDate asOf,
      Instant startedAt,
      double seconds,
      long rows,
      int tables,
      List<Stage> slowest) {}

  /** All that the manifest has, in the order of the runs and of their jobs. */
  public List<Past> past() {
    return entries().stream().map(Runs::past).toList();
  }

  private static Past past(Row run) {
    List<Row> written =
        run.<Row>getList(run.fieldIndex("tables")).stream()
            .filter(t -> t.getAs("status").equals(Written.Status.WRITTEN.name()))
            .toList();
    return new Past(
        run.getAs("run_id"),
        run.getAs("job"),
        run.<Date>getAs("as_of").toLocalDate(),
        run.<Timestamp>getAs("started_at").toInstant(),
        run.<BigDecimal>getAs("seconds").doubleValue(),
        written.stream().mapToLong(t -> t.<Long>getAs("rows")).sum(),
        (int) written.stream().map(t -> t.<String>getAs("table")).distinct().count(),
        slowest(run));
  }

  /** Runs of earlier versions have none. */
  private static List<Stage> slowest(Row run) {
    int field = run.fieldIndex("slowest_stages");
    return run.isNullAt(field)
        ? List.of()
        : run.<Row>getList(field).stream().map(Stage::of).toList();
  }

  /** The latest entry of each job, which a repeated run is compared with. */
  public Map<String, Row> latest() {
    Map<String, Row> latest = new HashMap<>();
    entries().forEach(row -> latest.put(row.getAs("job"), row));
    return latest;
  }

  /** What is known of each table, by its full name, from the last run that recorded it. */
  public Map<String, RecordedTable> tables() {
    Map<String, RecordedTable> tables = new HashMap<>();
    for (Row run : entries()) {
      run.<Row>getList(run.fieldIndex("tables"))
          .forEach(row -> tables.put(row.getString(0), RecordedTable.of(row)));
    }
    return tables;
  }

  /** All entries, in the order of their runs. */
  private List<Row> entries() {
    return lakehouse.rows(TABLE).stream()
        .sorted(Comparator.comparing((Row run) -> run.<Timestamp>getAs("started_at")))
        .toList();
  }
}
