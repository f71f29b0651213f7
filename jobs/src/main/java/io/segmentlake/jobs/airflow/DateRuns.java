package io.segmentlake.jobs.airflow;

import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.airflow.Airflow.Dag;
import io.segmentlake.jobs.airflow.Airflow.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The runs of one schedule by their business dates: one run a date, whoever started it. */
public final class DateRuns {
  private final Airflow airflow;
  private final AirflowSchedule schedule;
  private final String shop;
  private final ZoneId zone;

  /**
   * Runs of a schedule.
   *
   * @param shop the name of the shop that the DAG must be for
   * @param zone the shop's
   */
  public DateRuns(Airflow airflow, AirflowSchedule schedule, String shop, ZoneId zone) {
    this.airflow = airflow;
    this.schedule = schedule;
    this.shop = shop;
    this.zone = zone;
  }

  /** What became of the wish to run a date. */
  public enum Start {
    TRIGGERED("triggered"),
    CLEARED("had ended; cleared, so that all its tasks run again"),
    RUNNING("runs already");

    private final String text;

    Start(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** A run, and how it came about. */
  public record Started(Run run, Start start) {}

  /**
   * The DAG.
   *
   * @throws UsageException where the server does not know it, or runs it for another shop
   */
  public Dag dag() {
    Dag dag =
        airflow
            .dag(schedule.name())
            .filter(d -> !d.isStale())
            .orElseThrow(
                () ->
                    new UsageException(
                        "Cannot find the DAG "
                            + schedule.name()
                            + ": Airflow at "
                            + airflow.address()
                            + " knows none of that name. 'segmentlake airflow register' places the"
                            + " DAGs."));
    if (!dag.tags().contains(shop)) {
      throw new UsageException(
          "Cannot use the DAG %s of Airflow at %s: it is not for shop %s (its tags are %s). Give --shop."
              .formatted(schedule.name(), airflow.address(), shop, String.join(", ", dag.tags())));
    }
    return dag;
  }

  /** The run for a date. */
  public Optional<Run> find(LocalDate asOf) {
    Instant due = schedule.dueFor(asOf, zone);
    return airflow.runs(schedule.name(), due, due).stream().findFirst();
  }

  /**
   * Runs a date. One that ran before is run again in its place, so that each date keeps one run and
   * one history.
   *
   * @throws UsageException where the DAG is paused, so that nothing would happen
   */
  public Started start(LocalDate asOf) {
    if (dag().isPaused()) {
      throw new UsageException(
          "Cannot run %s: its DAG is paused. 'segmentlake airflow register' lets it run."
              .formatted(schedule.name()));
    }
    Optional<Run> triggered = airflow.trigger(schedule.name(), schedule.dueFor(asOf, zone));
    if (triggered.isPresent()) {
      return new Started(triggered.get(), Start.TRIGGERED);
    }
    Run run =
        find(asOf)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Cannot find the run of " + schedule.name() + " for " + asOf));
    if (!run.isOver()) {
      return new Started(run, Start.RUNNING);
    }
    airflow.clear(schedule.name(), run.id());
    return new Started(run, Start.CLEARED);
  }

  /**
   * Lets the server run all dates of a range that have no run, one after the other.
   *
   * @return the number of the backfill
   */
  int backfill(LocalDate from, LocalDate to) {
    dag();
    return airflow.backfill(
        schedule.name(), schedule.dueFor(from, zone), schedule.dueFor(to, zone));
  }

  /** The runs of a range of dates, the latest first. */
  List<Run> within(LocalDate from, LocalDate to) {
    return airflow.runs(schedule.name(), schedule.dueFor(from, zone), schedule.dueFor(to, zone));
  }

  /** The business date of a run; empty where somebody started it for none. */
  public Optional<LocalDate> asOf(Run run) {
    return run.due().map(due -> AirflowSchedule.asOf(due, zone));
  }
}
