package io.segmentlake.jobs.airflow;

import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.airflow.Airflow.Dag;
import io.segmentlake.jobs.airflow.Airflow.ImportError;
import io.segmentlake.jobs.installation.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sees to it that Airflow runs our DAGs. No call does that: a DAG is there once Airflow has read a
 * file in its folder.
 */
public final class Registration {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Airflow airflow;
  private final Duration patience;

  /**
   * Registers DAGs.
   *
   * @param patience so long Airflow may take to read its folder
   */
  public Registration(Airflow airflow, Duration patience) {
    this.airflow = airflow;
    this.patience = patience;
  }

  /**
   * Waits until the DAG is there as the files say, and unpauses it.
   *
   * @param since when a file last changed
   * @throws UsageException where Airflow could not read the file, or does not find it in time
   */
  public Dag register(DateRuns runs, String name, Instant since) {
    Instant end = Instant.now().plus(patience);
    while (true) {
      refuseImportErrors(since);
      Optional<Dag> dag =
          airflow
              .dag(name)
              .filter(d -> !d.isStale())
              .filter(d -> d.readAt().filter(at -> !at.isBefore(since)).isPresent());
      if (dag.isPresent()) {
        runs.dag();
        if (dag.get().isPaused()) {
          airflow.unpause(name);
        }
        return airflow.dag(name).orElseThrow();
      }
      if (Instant.now().isAfter(end)) {
        throw new UsageException(
            "Cannot register %s: Airflow at %s has not read it within %d s. The folder given as --dags must be its DAG folder."
                .formatted(name, airflow.address(), patience.toSeconds()));
      }
      Pause.of(PAUSE);
    }
  }

  private void refuseImportErrors(Instant since) {
    for (ImportError error : airflow.importErrors()) {
      if (error.file().endsWith(DagFolder.DAG_FILE) && !error.at().isBefore(since)) {
        throw new UsageException(
            "Cannot register the DAGs: Airflow could not read %s (%s)."
                .formatted(error.file(), error.text()));
      }
    }
  }
}
