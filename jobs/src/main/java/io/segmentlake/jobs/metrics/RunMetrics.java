package io.segmentlake.jobs.metrics;

import io.segmentlake.jobs.Settings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves files for node_exporter's textfile collector in the folder that {@value #FOLDER} names. A
 * run is over before anybody would scrape it, and what matters most, that a run has not come, is
 * known only to what stays: therefore files, written as each job ends. Instants are told rather
 * than ages, which would stand still.
 *
 * <p>Labels are the shop and names of jobs, sources and feeds: nothing of persons.
 */
public final class RunMetrics {
  /** Environment variable with the folder; nothing is written without it. */
  public static final String FOLDER = "SEGMENTLAKE_METRICS";

  private static final Logger LOG = LoggerFactory.getLogger(RunMetrics.class);

  private final Optional<Path> folder;
  private final Settings settings;

  private RunMetrics(Optional<Path> folder, Settings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /** Metrics of a run, by the variables of its process. */
  public static RunMetrics of(Map<String, String> variables, Settings settings) {
    Optional<Path> folder =
        Optional.ofNullable(variables.get(FOLDER)).filter(f -> !f.isBlank()).map(Path::of);
    return new RunMetrics(folder, settings);
  }

  /**
   * A job ended well.
   *
   * @param rows of its outcome
   */
  public void succeeded(String job, long rows, Duration duration) {
    ended(job, duration, BigDecimal.ONE);
    // A file of its own, which a failure later leaves as it is.
    write(
        job + ".success",
        new MetricFile()
            .gauge(
                "segmentlake_job_last_success_timestamp_seconds",
                "When the job last ended well.",
                labels(job),
                seconds(settings.startedAt().plus(duration)))
            .gauge(
                "segmentlake_job_last_success_as_of_timestamp_seconds",
                "Beginning in UTC of the business date for which the job last ended well.",
                labels(job),
                seconds(settings.asOf().atStartOfDay(ZoneOffset.UTC).toInstant()))
            .gauge(
                "segmentlake_job_rows",
                "Rows of the job's last run that ended well.",
                labels(job),
                BigDecimal.valueOf(rows)));
  }

  /** A job failed. */
  public void failed(String job, Duration duration) {
    ended(job, duration, BigDecimal.ZERO);
  }

  /**
   * How the feeds stand that have something expected of them.
   *
   * @param freshness reads the rows of ops.freshness; only called where somebody wants to know
   */
  public void sources(Supplier<List<Row>> freshness) {
    if (!isWanted()) {
      return;
    }
    try {
      sources(freshness.get());
    } catch (RuntimeException e) {
      LOG.warn("Cannot tell of sources: {}", e.getClass().getSimpleName());
    }
  }

  private void sources(List<Row> freshness) {
    Map<List<String>, Row> latest = new LinkedHashMap<>();
    freshness.stream()
        .sorted(Comparator.comparing((Row row) -> row.<Date>getAs("as_of")))
        .forEach(row -> latest.put(List.of(row.getAs("source"), row.getAs("feed")), row));
    MetricFile file = new MetricFile();
    latest.forEach((feed, row) -> add(file, labels(feed), row));
    if (!latest.isEmpty()) {
      write("sources", file);
    }
  }

  private static void add(MetricFile file, Map<String, String> labels, Row row) {
    Date newest = row.getAs("newest_on");
    if (newest != null) {
      file.gauge(
          "segmentlake_source_newest_timestamp_seconds",
          "Beginning in UTC of the newest business date with records.",
          labels,
          seconds(newest.toLocalDate().atStartOfDay(ZoneOffset.UTC).toInstant()));
    }
    file.gauge(
        "segmentlake_source_fresh",
        "1 where the feed brought what is expected of it, 0 where it is late, few or many.",
        labels,
        row.getAs("verdict").equals("fresh") ? BigDecimal.ONE : BigDecimal.ZERO);
  }

  boolean isWanted() {
    return folder.isPresent();
  }

  private void ended(String job, Duration duration, BigDecimal success) {
    write(
        job,
        new MetricFile()
            .gauge(
                "segmentlake_job_success",
                "1 where the job's last run ended well, else 0.",
                labels(job),
                success)
            .gauge(
                "segmentlake_job_started_timestamp_seconds",
                "When the job's last run was started.",
                labels(job),
                seconds(settings.startedAt()))
            .gauge(
                "segmentlake_job_duration_seconds",
                "Seconds that the job's last run took.",
                labels(job),
                BigDecimal.valueOf(duration.toMillis(), 3)));
  }

  /** That nobody can be told must not stop a run. */
  private void write(String name, MetricFile file) {
    try {
      folder.ifPresent(
          f -> file.write(f.resolve("segmentlake-%s-%s.prom".formatted(settings.shop(), name))));
    } catch (RuntimeException e) {
      LOG.warn("{}", e.getMessage());
    }
  }

  private Map<String, String> labels(String job) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("shop", settings.shop());
    labels.put("job", job);
    return labels;
  }

  private Map<String, String> labels(List<String> feed) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("shop", settings.shop());
    labels.put("source", feed.get(0));
    labels.put("feed", feed.get(1));
    return labels;
  }

  private static BigDecimal seconds(Instant instant) {
    return BigDecimal.valueOf(instant.getEpochSecond());
  }
}
