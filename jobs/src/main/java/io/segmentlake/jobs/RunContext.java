package io.segmentlake.jobs;

import io.segmentlake.pipelines.Lakehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * What a job is given: where it reads and writes, and for which day. Spark starts when it is first
 * asked for.
 */
public final class RunContext implements AutoCloseable {
  private final Settings settings;
  private final Progress progress;
  private final Supplier<SparkSession> sessions;
  private SparkSession spark;

  /**
   * Makes a context.
   *
   * @param sessions called once, on the first use of Spark
   */
  public RunContext(Settings settings, Progress progress, Supplier<SparkSession> sessions) {
    this.settings = settings;
    this.progress = progress;
    this.sessions = sessions;
  }

  public synchronized SparkSession spark() {
    if (spark == null) {
      spark = sessions.get();
    }
    return spark;
  }

  public Lakehouse lakehouse() {
    return Lakehouse.open(spark(), settings.lakehouse());
  }

  public Settings settings() {
    return settings;
  }

  /** The business date in the shop's zone, up to whose end everything counts. */
  public LocalDate asOf() {
    return settings.asOf();
  }

  /** When the run began: the only reading of the clock. */
  public Instant startedAt() {
    return settings.startedAt();
  }

  public Path configuration() {
    return settings.configuration();
  }

  public Path landing() {
    return settings.landing();
  }

  public Progress progress() {
    return progress;
  }

  @Override
  public synchronized void close() {
    if (spark != null) {
      spark.stop();
      spark = null;
    }
  }
}
