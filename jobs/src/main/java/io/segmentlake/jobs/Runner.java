package io.segmentlake.jobs;

import io.segmentlake.jobs.metrics.RunMetrics;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.TableLock;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.ops.Freshness;
import io.segmentlake.pipelines.ops.Runs.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs one after the other in one session. The tables they write are locked from the first
 * job's start to the last one's end, so that two runs never take turns.
 */
public final class Runner {
  private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

  private final RunContext context;

  private final Manifest manifest;
  private final RunMetrics metrics;

  public Runner(RunContext context) {
    this(
        context,
        new LakehouseManifest(context),
        RunMetrics.of(System.getenv(), context.settings()));
  }

  Runner(RunContext context, Manifest manifest, RunMetrics metrics) {
    this.context = context;
    this.manifest = manifest;
    this.metrics = metrics;
  }

  /**
   * A job that ended well.
   *
   * @param duration without waiting for the jobs before it
   * @param slowest where Spark spent most time, the slowest first
   */
  public record Finished(Job job, Outcome outcome, Duration duration, List<Stage> slowest) {
    public Finished {
      slowest = List.copyOf(slowest);
    }
  }

  /**
   * Runs the jobs in the order given.
   *
   * @throws JobFailedException at the first that fails; those after it do not run
   * @throws TableLock.AlreadyRunningException before any runs, where another run writes one of the
   *     tables
   */
  public List<Finished> run(List<Job> jobs) {
    List<Finished> finished = new ArrayList<>();
    try (TableLocks locks = lock(jobs)) {
      for (Job job : jobs) {
        context.progress().started(finished.size() + 1, jobs.size(), job.name());
        finished.add(runOne(job));
      }
      LOG.info("recording {} jobs", finished.size());
      manifest.record(finished);
      LOG.info("recorded {} jobs", finished.size());
      metrics.sources(() -> context.lakehouse().rows(Freshness.TABLE));
      return finished;
    } catch (JobFailedException e) {
      recordAfter(e, finished);
      metrics.sources(() -> context.lakehouse().rows(Freshness.TABLE));
      throw e;
    }
  }

  /** What was done is recorded even so; that it cannot be must not hide what failed. */
  private void recordAfter(JobFailedException failure, List<Finished> finished) {
    try {
      manifest.record(finished);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Jobs, rows, tables committed and seconds, for the end of a run. */
  public static String summary(List<Finished> finished) {
    TextTable table = new TextTable("job", "rows", "tables written", "seconds");
    finished.forEach(
        f ->
            table.row(
                f.job().name(),
                f.outcome().rows(),
                f.outcome().tablesWritten(),
                f.duration().toMillis() / 1000.0));
    return table.toString();
  }

  private Finished runOne(Job job) {
    LOG.info("{} as of {}", job.name(), context.asOf());
    long start = System.nanoTime();
    try {
      Outcome outcome = outcome(job);
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      outcome.written().forEach(w -> LOG.info("{} {} rows {}", w.table(), w.rows(), w.status()));
      context.progress().finished(job.name(), outcome, duration);
      metrics.succeeded(job.name(), outcome.rows(), duration);
      return new Finished(job, outcome, duration, context.slowestStages());
    } catch (Exception | OutOfMemoryError | StackOverflowError e) {
      // Spark throws checked exceptions that no signature tells of.
      context.progress().failed();
      metrics.failed(job.name(), Duration.ofNanos(System.nanoTime() - start));
      throw new JobFailedException(job.name(), e);
    }
  }

  private Outcome outcome(Job job) {
    Map<Table, String> damaged = manifest.damaged(job);
    if (damaged.isEmpty()) {
      return manifest.unchanged(job).orElseGet(() -> job.run(context));
    }
    damaged.forEach((table, words) -> LOG.warn("{} is damaged: {}", table, words));
    List<Written> repaired = job.repair(context, damaged);
    return job.run(context)
        .after(repaired, "made again, for they were damaged: " + damaged.keySet());
  }

  private TableLocks lock(List<Job> jobs) {
    Collection<String> names = new TreeSet<>();
    jobs.forEach(j -> j.writes().stream().map(Table::fullName).forEach(names::add));
    return TableLocks.take(context, names);
  }
}
