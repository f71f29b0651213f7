package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.Settings;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.sql.OutputFormat;
import io.segmentlake.jobs.sql.Query;
import io.segmentlake.jobs.sql.ReadSession;
import io.segmentlake.jobs.sql.RowPrinter;
import io.segmentlake.jobs.sql.TableList;
import io.segmentlake.pipelines.sql.LakehouseTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sql}: a query over the lakehouse's tables. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = {
      "Query the lakehouse's tables; nothing can be written, and no files be read by their path.",
      "Tables with personal data are closed. The schema 'mart' is made for reports."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake sql --tables                       what there is to read",
      "  segmentlake sql --tables mart                  its columns and what they mean",
      "  segmentlake sql \"select * from mart.segment_sizes where segment_id = 'vip'\"",
      "  segmentlake sql -f weekly.sql --format csv > weekly.csv"
    })
public final class SqlCommand implements Callable<Integer> {
  private static final int ROWS_ON_A_TERMINAL = 1000;

  @Parameters(arity = "0..1", paramLabel = "QUERY", description = "One statement.")
  private String statement;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Read the statement from a file.")
  private Path file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv, or json: one object a line (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Print so many rows at most (default: all; 1000 in a table).")
  private Integer limit;

  @Option(
      names = "--tables",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "NAME",
      description = "Show what tables there are, or the columns of a schema or table.")
  private String tables;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    if (tables != null) {
      System.out.print(TableList.of(LakehouseTables.all(), tables));
      return ExitCode.DONE;
    }
    String text = text();
    int most = most();
    Settings settings = options.settings(Instant.now());
    options.log(settings);
    SparkSession spark = ReadSession.open(settings.lakehouse(), false, options.spark(), Map.of());
    try {
      if (new RowPrinter(System.out).print(Query.of(spark, text), format, most)) {
        System.err.printf("More than %d rows; --limit N prints more.%n", most);
      }
      return ExitCode.DONE;
    } finally {
      spark.stop();
    }
  }

  private String text() {
    if ((statement == null) == (file == null)) {
      throw new UsageException(
          "Cannot tell what to run. Give one statement, or a file with one by -f, or --tables.");
    }
    try {
      return file == null ? statement : Files.readString(file);
    } catch (IOException e) {
      throw new UsageException("Cannot read " + file + ": there is no such file of text.");
    }
  }

  private int most() {
    if (limit != null && limit < 1) {
      throw new UsageException("--limit is %d. It must be 1 or more.".formatted(limit));
    }
    int all = format == OutputFormat.TABLE ? ROWS_ON_A_TERMINAL : Integer.MAX_VALUE;
    return limit == null ? all : Math.min(limit, Integer.MAX_VALUE - 1);
  }
}
