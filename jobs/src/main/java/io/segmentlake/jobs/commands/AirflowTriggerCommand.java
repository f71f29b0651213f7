package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.Schedule;
import io.segmentlake.jobs.airflow.Airflow;
import io.segmentlake.jobs.airflow.AirflowSchedule;
import io.segmentlake.jobs.airflow.DateRuns.Started;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code airflow trigger}: the run of a date, now. */
@Command(
    name = "trigger",
    mixinStandardHelpOptions = true,
    description = {
      "Run a schedule for a business date now.",
      "A date has one run: where it has ended, its tasks run again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake airflow trigger daily --as-of 2026-06-30",
      "  segmentlake airflow trigger training --shop online-retail --as-of 2011-12-09"
    })
public final class AirflowTriggerCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SCHEDULE", description = "Which jobs: ${COMPLETION-CANDIDATES}.")
  private Schedule jobs;

  @Mixin private AirflowOptions airflow;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    AirflowSchedule schedule = AirflowOptions.schedule(jobs, options);
    Airflow server = airflow.connect();
    LocalDate asOf = options.settings(Instant.now()).asOf();
    Started started = airflow.runs(server, schedule, options).start(asOf);
    System.out.printf(
        "%s as of %s: %s (run %s)%n",
        schedule.name(), asOf, started.start().text(), started.run().id());
    return ExitCode.DONE;
  }
}
