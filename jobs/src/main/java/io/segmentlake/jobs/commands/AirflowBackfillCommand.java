package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.Schedule;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.airflow.Airflow;
import io.segmentlake.jobs.airflow.AirflowSchedule;
import io.segmentlake.jobs.airflow.BackfillWatch;
import io.segmentlake.jobs.airflow.DateRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code airflow backfill}: the runs of past dates that have none. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    description = {
      "Run a schedule for all its dates from --from to --as-of that have no run, one after another,"
          + " and show how they end.",
      "Nothing is delivered to anybody by it."
    },
    footerHeading = "%nExamples:%n",
    footer = "  segmentlake airflow backfill daily --from 2026-06-24 --as-of 2026-06-30")
public final class AirflowBackfillCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Parameters(paramLabel = "SCHEDULE", description = "Which jobs: ${COMPLETION-CANDIDATES}.")
  private Schedule jobs;

  @Mixin private AirflowOptions airflow;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    AirflowSchedule schedule = AirflowOptions.schedule(jobs, options);
    var settings = options.settings(Instant.now());
    var from =
        settings
            .from()
            .orElseThrow(() -> new UsageException("Cannot backfill: no --from is given."));
    if (from.isAfter(settings.asOf())) {
      throw new UsageException(
          "Cannot backfill: --from %s is after --as-of %s.".formatted(from, settings.asOf()));
    }
    Airflow server = airflow.connect();
    DateRuns runs = airflow.runs(server, schedule, options);
    boolean isWell = new BackfillWatch(server, runs, System.out, PAUSE).run(from, settings.asOf());
    return isWell ? ExitCode.DONE : ExitCode.FAILED;
  }
}
