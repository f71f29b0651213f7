package io.segmentlake.jobs.notebooks;

import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.commands.RunOptions;
import io.segmentlake.jobs.jupyter.Kernels;
import io.segmentlake.jobs.models.ModelList;
import io.segmentlake.jobs.segments.EvaluatedDay;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import io.segmentlake.pipelines.sql.SqlCatalogue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;

/**
 * A lakehouse in a notebook: Spark with the settings that all runs have, and the open tables by
 * their names, which nothing can write to. What a notebook may add is said by {@link Experiment}.
 */
public final class NotebookSession implements AutoCloseable {
  private final RunOptions options;
  private final RunContext context;

  private NotebookSession(RunOptions options, RunContext context) {
    this.options = options;
    this.context = context;
  }

  /** Opens the lakehouse that {@code segmentlake notebook} was started with. */
  public static NotebookSession open() {
    return open(Kernels.options(System.getenv()));
  }

  /**
   * Opens another one; it is the only session of its JVM.
   *
   * @param arguments options that all commands have, such as {@code --lakehouse}
   */
  public static NotebookSession open(List<String> arguments) {
    RunOptions options = new RunOptions();
    new CommandLine(options).parseArgs(arguments.toArray(String[]::new));
    PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    RunContext context = options.reading(quiet, Instant.now(), scratch());
    SqlCatalogue.declare(context.spark());
    return new NotebookSession(options, context);
  }

  private static Path scratch() {
    try {
      Path folder = Files.createTempDirectory("segmentlake-notebook-");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a folder for temporary tables", e);
    }
  }

  public SparkSession spark() {
    return context.spark();
  }

  /** The date asked for, or where none was, the last at which segments were evaluated. */
  public LocalDate asOf() {
    return options.asOf().orElseGet(() -> evaluated().date());
  }

  /** Name of the shop, as in {@code conf/shops}. */
  public String shop() {
    return context.settings().shop();
  }

  public String currency() {
    return context.shop().currency();
  }

  /** The folder of the tables. */
  public String lakehouse() {
    return context.settings().lakehouse();
  }

  /** The folder of the definitions of segments. */
  public Path definitions() {
    return options.configuration().resolve("segments");
  }

  /** As {@code segmentlake models list} shows them. */
  public String models() {
    return ModelList.of(context.lakehouse());
  }

  /** A draft of a segment at dates of the past. */
  public Backtest backtest(String draft) {
    return Backtest.of(context, definitions(), draft);
  }

  /** Churn, fitted otherwise than by {@code run training}. */
  public Experiment churn() {
    return Experiment.of(context);
  }

  private EvaluatedSegments evaluated() {
    return EvaluatedDay.of(context.lakehouse(), options.asOf(), context.asOf());
  }

  @Override
  public void close() {
    context.close();
  }
}
