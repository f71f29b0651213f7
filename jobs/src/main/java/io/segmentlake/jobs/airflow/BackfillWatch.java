package io.segmentlake.jobs.airflow;

import io.segmentlake.jobs.airflow.Airflow.Run;
import io.segmentlake.jobs.installation.Pause;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs past dates that have no run yet, and tells how each ends. */
public final class BackfillWatch {
  private final Airflow airflow;
  private final DateRuns runs;
  private final PrintStream out;
  private final Duration pause;

  /**
   * Backfills.
   *
   * @param pause between two looks
   */
  public BackfillWatch(Airflow airflow, DateRuns runs, PrintStream out, Duration pause) {
    this.airflow = airflow;
    this.runs = runs;
    this.out = out;
    this.pause = pause;
  }

  /**
   * Runs the dates, both included, and waits for them.
   *
   * @return whether all dates that ran ended well
   */
  public boolean run(LocalDate from, LocalDate to) {
    int number = runs.backfill(from, to);
    out.printf("backfill %d from %s to %s%n", number, from, to);
    Map<String, String> told = new HashMap<>();
    while (true) {
      boolean isOver = airflow.isBackfilled(number);
      List<Run> found = runs.within(from, to);
      for (Run run : found) {
        if (!run.state().equals(told.put(run.id(), run.state()))) {
          out.printf(
              "  %s %s%n", runs.asOf(run).map(LocalDate::toString).orElse(run.id()), run.state());
        }
      }
      if (isOver) {
        return found.stream().noneMatch(Run::hasFailed);
      }
      Pause.of(pause);
    }
  }
}
