package io.segmentlake.jobs;

import io.segmentlake.jobs.commands.AirflowCommand;
import io.segmentlake.jobs.commands.AuditCommand;
import io.segmentlake.jobs.commands.BenchmarkCommand;
import io.segmentlake.jobs.commands.BiCommand;
import io.segmentlake.jobs.commands.DemoCommand;
import io.segmentlake.jobs.commands.DoctorCommand;
import io.segmentlake.jobs.commands.ExplainCommand;
import io.segmentlake.jobs.commands.GenerateCommand;
import io.segmentlake.jobs.commands.JobCommand;
import io.segmentlake.jobs.commands.LineageCommand;
import io.segmentlake.jobs.commands.ModelsCommand;
import io.segmentlake.jobs.commands.NotebookCommand;
import io.segmentlake.jobs.commands.ReportCommand;
import io.segmentlake.jobs.commands.RunCommand;
import io.segmentlake.jobs.commands.RunsCommand;
import io.segmentlake.jobs.commands.SegmentsCommand;
import io.segmentlake.jobs.commands.SourcesCommand;
import io.segmentlake.jobs.commands.SqlCommand;
import io.segmentlake.jobs.commands.TablesCommand;
import io.segmentlake.jobs.commands.WarmUpCommand;
import io.segmentlake.jobs.commands.WrongArguments;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line. */
@Command(
    name = "segmentlake",
    mixinStandardHelpOptions = true,
    versionProvider = Segmentlake.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "From a shop's raw files to segments that can be reproduced and explained, on Spark and"
            + " Delta Lake.",
    subcommands = {
      DemoCommand.class,
      ExplainCommand.class,
      TablesCommand.class,
      RunsCommand.class,
      RunCommand.class,
      JobCommand.class,
      LineageCommand.class,
      GenerateCommand.class,
      SourcesCommand.class,
      SegmentsCommand.class,
      ModelsCommand.class,
      ReportCommand.class,
      AuditCommand.class,
      SqlCommand.class,
      BiCommand.class,
      NotebookCommand.class,
      AirflowCommand.class,
      BenchmarkCommand.class,
      DoctorCommand.class,
      WarmUpCommand.class,
      CommandLine.HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake demo                          a generated shop, from nothing to segments",
      "  segmentlake run daily --as-of 2011-12-09  all jobs of a day, in order",
      "  segmentlake doctor                        what is there, what is missing",
      "  segmentlake help run                      options and examples of a command",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong configuration or arguments,",
      "3 a data check stopped it, 75 another run holds the table."
    })
public final class Segmentlake implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Segmentlake() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String... arguments) {
    try {
      return commandLine().execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError e) {
      // The command line passes on errors as they are; they deserve words like any other failure.
      System.err.println("segmentlake: " + Failure.of(e).message());
      return ExitCode.FAILED;
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Segmentlake())
        .setUsageHelpAutoWidth(true)
        .setAbbreviatedOptionsAllowed(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(new WrongArguments())
        .setExecutionExceptionHandler(new FailureReport());
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** The version of the jar, and of what it runs on. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Segmentlake.class.getPackage().getImplementationVersion();
      return new String[] {
        "segmentlake " + (version == null ? "built from source" : version),
        "Java " + Runtime.version() + ", Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION()
      };
    }
  }
}
