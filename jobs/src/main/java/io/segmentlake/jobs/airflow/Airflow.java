package io.segmentlake.jobs.airflow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of an Airflow server. Each call may throw {@link
 * io.segmentlake.jobs.UsageException} where the server refuses it, and {@link AwayException} where
 * it does not answer.
 */
public interface Airflow {

  /** Where it is, for messages. */
  String address();

  String version();

  /** Its parts, and the health that it tells of each; {@code healthy} where all is well. */
  Map<String, String> health();

  /** A DAG; empty where it knows none of that id. */
  Optional<Dag> dag(String id);

  /** What went wrong when DAG files were read. */
  List<ImportError> importErrors();

  /** Lets the scheduler start runs. */
  void unpause(String dag);

  /**
   * Starts a run.
   *
   * @return the run; empty where there is one for that instant already
   */
  Optional<Run> trigger(String dag, Instant due);

  /** Forgets how the tasks of a run ended, so that all run again. */
  void clear(String dag, String run);

  Run run(String dag, String run);

  /** Runs due within two instants, both included, the latest first; at most 100. */
  List<Run> runs(String dag, Instant from, Instant to);

  List<Task> tasks(String dag, String run);

  /** What a task wrote to its log at one of its tries, counted from 1. */
  List<String> log(String dag, String run, String task, int attempt);

  /**
   * Starts runs of all dates within two instants that have none.
   *
   * @return the number of the backfill
   */
  int backfill(String dag, Instant from, Instant to);

  boolean isBackfilled(int backfill);

  /**
   * A DAG as the server knows it.
   *
   * @param tags among them the shop's name
   * @param readAt when its file was last read
   * @param nextRun when its next run is due
   */
  record Dag(
      String id,
      boolean isPaused,
      boolean isStale,
      List<String> tags,
      Optional<Instant> readAt,
      Optional<Instant> nextRun) {}

  /**
   * A DAG file that Airflow could not read.
   *
   * @param text the last line of what Python says
   * @param at when it tried
   */
  record ImportError(String file, String text, Instant at) {}

  /**
   * A run.
   *
   * @param state {@code queued}, {@code running}, {@code success} or {@code failed}
   * @param due its logical date
   */
  record Run(
      String id,
      String state,
      Optional<Instant> due,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt) {

    boolean isOver() {
      return state.equals("success") || hasFailed();
    }

    boolean hasFailed() {
      return state.equals("failed");
    }
  }

  /**
   * A task of a run.
   *
   * @param state as Airflow names it; {@code none} while it waits for others
   * @param attempt the current or last try, from 1; 0 before the first
   * @param attempts so many at most
   */
  record Task(String name, String state, int attempt, int attempts, Optional<Duration> duration) {}
}
