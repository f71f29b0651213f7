package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.TextTable;
import io.segmentlake.jobs.airflow.Airflow;
import io.segmentlake.jobs.airflow.Airflow.Run;
import io.segmentlake.jobs.airflow.AirflowSchedule;
import io.segmentlake.jobs.airflow.DateRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code airflow status}: how Airflow is, and what ran last. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Show how Airflow's parts are, when each schedule runs next, and its last runs.",
      "Ends with exit code 1 where a part is not healthy."
    },
    footerHeading = "%nExamples:%n",
    footer = "  segmentlake airflow status")
public final class AirflowStatusCommand implements Callable<Integer> {
  private static final int LAST_RUNS = 7;

  @Mixin private AirflowOptions airflow;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    Airflow server = airflow.connect();
    System.out.printf("Airflow %s at %s%n", server.version(), server.address());
    Map<String, String> health = server.health();
    health.forEach((part, state) -> System.out.printf("  %-13s  %s%n", part, state));
    TextTable table = new TextTable("schedule", "as of", "state", "seconds");
    boolean hasRuns = false;
    for (AirflowSchedule schedule : AirflowSchedule.load(options.configuration())) {
      String name = schedule.name();
      String next =
          server
              .dag(name)
              .map(
                  d ->
                      d.isPaused()
                          ? "paused"
                          : d.nextRun().map(at -> "next at " + at).orElse("no next run"))
              .orElse("not registered");
      System.out.printf("%s: %s, %s%n", name, schedule.text(), next);
      if (!next.equals("not registered")) {
        hasRuns |= rows(table, name, server, airflow.runs(server, schedule, options));
      }
    }
    if (hasRuns) {
      System.out.printf("%n%s", table);
    }
    return health.values().stream().allMatch("healthy"::equals) ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Adds the last runs; returns whether there are any. */
  private static boolean rows(TextTable table, String name, Airflow server, DateRuns runs) {
    Instant farAhead = Instant.now().plus(Duration.ofDays(36_500));
    List<Run> last = server.runs(name, Instant.EPOCH, farAhead);
    last.stream()
        .limit(LAST_RUNS)
        .forEach(run -> table.row(name, runs.asOf(run).orElse(null), run.state(), seconds(run)));
    return !last.isEmpty();
  }

  private static Double seconds(Run run) {
    return run.startedAt()
        .flatMap(start -> run.endedAt().map(end -> Duration.between(start, end)))
        .map(d -> d.toMillis() / 1000.0)
        .orElse(null);
  }
}
