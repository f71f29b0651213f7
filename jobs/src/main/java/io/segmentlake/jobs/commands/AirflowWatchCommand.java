package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.Schedule;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.airflow.Airflow;
import io.segmentlake.jobs.airflow.Airflow.Run;
import io.segmentlake.jobs.airflow.AirflowSchedule;
import io.segmentlake.jobs.airflow.RunWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code airflow watch}: what the tasks of a run do, until it ends. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Show what the tasks of a date's run do, until it ends; then the log of those that failed.",
      "Ends with exit code 0 where the run did well, else with 1. The run does not mind Ctrl-C."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake airflow watch daily --as-of 2026-06-30",
      "  segmentlake airflow trigger daily && segmentlake airflow watch daily   yesterday"
    })
public final class AirflowWatchCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Parameters(paramLabel = "SCHEDULE", description = "Which jobs: ${COMPLETION-CANDIDATES}.")
  private Schedule jobs;

  @Mixin private AirflowOptions airflow;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    AirflowSchedule schedule = AirflowOptions.schedule(jobs, options);
    Airflow server = airflow.connect();
    LocalDate asOf = options.settings(Instant.now()).asOf();
    var runs = airflow.runs(server, schedule, options);
    runs.dag();
    Run run =
        runs.find(asOf)
            .orElseThrow(
                () ->
                    new UsageException(
                        "Cannot watch %s as of %s: it has no run. 'segmentlake airflow trigger %s --as-of %s' starts one."
                            .formatted(schedule.name(), asOf, schedule.name(), asOf)));
    System.out.printf("%s as of %s (run %s)%n", schedule.name(), asOf, run.id());
    boolean isWell = new RunWatch(server, System.out, PAUSE).watch(schedule.name(), run.id());
    return isWell ? ExitCode.DONE : ExitCode.FAILED;
  }
}
