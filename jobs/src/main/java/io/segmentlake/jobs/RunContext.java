package io.segmentlake.jobs;

import io.segmentlake.jobs.runs.StageWatch;
import io.segmentlake.models.identity.ShopKey;
import io.segmentlake.models.shops.Shop;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.ops.Runs.Stage;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * What a job is given: where it reads and writes, and for which day. Spark starts when it is first
 * asked for.
 */
public final class RunContext implements AutoCloseable {
  private final Settings settings;
  private final Progress progress;
  private final Supplier<SparkSession> sessions;
  private final Configuration hadoop;
  private final Lakehouse lakehouse;
  private final StageWatch stages = new StageWatch();
  private volatile SparkSession spark;
  private Thread starting;

  /**
   * Makes a context.
   *
   * @param sessions called once, on the first use of Spark
   */
  public RunContext(Settings settings, Progress progress, Supplier<SparkSession> sessions) {
    this(settings, progress, sessions, LocalSession.hadoop(Map.of()));
  }

  private RunContext(
      Settings settings, Progress progress, Supplier<SparkSession> sessions, Configuration hadoop) {
    this.settings = settings;
    this.progress = progress;
    this.sessions = sessions;
    this.hadoop = hadoop;
    this.lakehouse = Lakehouse.open(this::spark, hadoop, settings.lakehouse());
  }

  /**
   * Makes a context in which Spark and Hadoop have an environment's options.
   *
   * @param options of Spark, by name
   */
  public static RunContext in(Map<String, String> options, Settings settings, Progress progress) {
    return new RunContext(
        settings, progress, () -> LocalSession.open(options), LocalSession.hadoop(options));
  }

  public synchronized SparkSession spark() {
    if (spark == null) {
      SparkSession started = sessions.get();
      started.sparkContext().addSparkListener(stages);
      spark = started;
    }
    return spark;
  }

  /**
   * Where Spark spent most time since this was asked last; empty where it was not needed. One that
   * is still starting is not waited for.
   */
  List<Stage> slowestStages() {
    SparkSession started = spark;
    return started == null ? List.of() : stages.slowest(started.sparkContext());
  }

  /**
   * Starts Spark beside whatever comes next: most runs need it soon, and until then one core alone
   * is busy. What fails here fails again, and is told, where Spark is asked for.
   */
  public void startSpark() {
    starting = new Thread(this::spark, "starting-spark");
    starting.setDaemon(true);
    starting.setUncaughtExceptionHandler((thread, e) -> {});
    starting.start();
  }

  public Lakehouse lakehouse() {
    return lakehouse;
  }

  /** How files are reached. */
  public Configuration hadoop() {
    return hadoop;
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

  public String landing() {
    return settings.landing();
  }

  /**
   * The shop as its file in {@code conf/shops} describes it.
   *
   * @throws io.segmentlake.models.configuration.ConfigurationException with all its mistakes
   */
  public Shop shop() {
    return Shop.load(settings.configuration(), settings.shop());
  }

  /**
   * The secret behind the shop's customer ids.
   *
   * @throws UsageException where there is none
   */
  public ShopKey shopKey() {
    return ShopKeys.find(System.getenv(), hadoop, settings.localLakehouse())
        .orElseThrow(ShopKeys::missing)
        .key();
  }

  public Progress progress() {
    return progress;
  }

  /** Stops Spark; one that is still starting, for which nobody waits, ends with the process. */
  @Override
  public void close() {
    if (starting == null || !starting.isAlive()) {
      stop();
    }
  }

  private synchronized void stop() {
    if (spark != null) {
      spark.stop();
      spark = null;
    }
  }
}
