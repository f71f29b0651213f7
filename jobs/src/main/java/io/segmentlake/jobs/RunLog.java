package io.segmentlake.jobs;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The run's own log file, in {@code _logs} of a local lakehouse. It exists only once something was
 * written to it.
 */
public final class RunLog {
  /** Read by {@code log4j2.properties}. */
  static final String PROPERTY = "segmentlake.log";

  private static final String LEVEL_PROPERTY = "segmentlake.log.level";
  private static final String SPARK_LEVEL_PROPERTY = "segmentlake.spark.level";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunLog() {}

  /** To be called before the first logger is made: logging is configured once per JVM. */
  public static void open(Settings settings) {
    settings
        .localLakehouse()
        .map(Path::toAbsolutePath)
        .ifPresent(
            folder -> {
              String name =
                  NAME.format(settings.startedAt()) + "-" + ProcessHandle.current().pid() + ".log";
              System.setProperty(PROPERTY, folder.resolve("_logs").resolve(name).toString());
              System.setProperty(LEVEL_PROPERTY, "info");
            });
  }

  /** Lets Spark's warnings through to the terminal; they may hold values of rows. */
  public static void showSpark() {
    System.setProperty(SPARK_LEVEL_PROPERTY, "warn");
  }
}
