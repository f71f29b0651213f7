package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.runs.RunList;
import io.segmentlake.pipelines.ops.Runs;
import io.segmentlake.pipelines.ops.Runs.Past;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runs}: what the last runs did, how long they took, and how that compares. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = {
      "Show the last runs: jobs, tables and rows written, seconds, the slowest job and its slowest"
          + " stage of Spark.",
      "Usual compares the seconds with the median of up to ten runs before that did as many jobs."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake runs                          the last ten runs",
      "  segmentlake runs --last 50",
      "  segmentlake runs --only segments          one job, run by run, with bars and slowest stages"
    })
public final class RunsCommand implements Callable<Integer> {
  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many of the newest runs (default: ${DEFAULT-VALUE}).")
  private int last;

  @Option(names = "--only", paramLabel = "JOB", description = "One job, run by run.")
  private String only;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    if (last < 1) {
      throw new UsageException("--last is %d. It must be 1 or more.".formatted(last));
    }
    try (RunContext context = options.context(System.out)) {
      List<Past> past = new Runs(context.lakehouse()).past();
      System.out.print(only == null ? RunList.of(past, last) : ofJob(past));
      return ExitCode.DONE;
    }
  }

  private String ofJob(List<Past> past) {
    String text = RunList.ofJob(past, only, last);
    if (text.isEmpty()) {
      String jobs =
          past.stream().map(Past::job).distinct().sorted().collect(Collectors.joining(", "));
      throw new UsageException(
          "No run of '%s' is on record. On record are: %s."
              .formatted(only, jobs.isEmpty() ? "none" : jobs));
    }
    return text;
  }
}
