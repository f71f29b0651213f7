package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.Runner;
import io.segmentlake.jobs.Runner.Finished;
import io.segmentlake.jobs.Schedule;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code run daily}: all jobs of a schedule in one JVM, each after those it depends on. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Run all jobs of a schedule, each after those it depends on.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake run daily                                      the generated shop, yesterday",
      "  segmentlake run daily --shop online-retail \\",
      "      --landing exports/online-retail --as-of 2011-12-09     an own shop, a given day",
      "  segmentlake run training                                   models learn, once a week",
      "  segmentlake run maintenance                                small files put together"
    })
public final class RunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SCHEDULE", description = "Which jobs: ${COMPLETION-CANDIDATES}.")
  private Schedule schedule;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      context.startSpark();
      List<Finished> finished = new Runner(context).run(schedule.jobs().ordered());
      System.out.printf("%n%s", Runner.summary(finished));
      return ExitCode.DONE;
    }
  }
}
