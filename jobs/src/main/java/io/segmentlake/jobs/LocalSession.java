package io.segmentlake.jobs;

import io.segmentlake.pipelines.LogStores;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/**
 * The one Spark session of a run: on all cores of this machine, or, under {@code spark-submit}, on
 * the master given there.
 */
public final class LocalSession {
  private LocalSession() {}

  public static SparkSession open() {
    return open(Map.of());
  }

  /** The same with an environment's options; what was given to {@code spark-submit} goes first. */
  public static SparkSession open(Map<String, String> environment) {
    return open(environment, Map.of());
  }

  /**
   * The same with settings that nobody can change.
   *
   * @param fixed win over all others
   */
  public static SparkSession open(Map<String, String> environment, Map<String, String> fixed) {
    SparkConf given = new SparkConf();
    SparkSession.Builder builder = SparkSession.builder().appName("segmentlake");
    if (!given.contains("spark.master")) {
      local().forEach(builder::config);
    }
    Map<String, String> options = tuning();
    options.putAll(environment);
    options.forEach(
        (key, value) -> {
          if (!given.contains(key)) {
            builder.config(key, value);
          }
        });
    meaning().forEach(builder::config);
    fixed.forEach(builder::config);
    return builder.getOrCreate();
  }

  /** How files are reached, as the session would say, without starting one. */
  public static Configuration hadoop(Map<String, String> environment) {
    SparkConf given = new SparkConf();
    environment.forEach(given::setIfMissing);
    return SparkHadoopUtil.get().newConfiguration(given);
  }

  private static Map<String, String> local() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("spark.master", "local[*]");
    // Nothing listens to the network, and no name of this machine needs to resolve.
    options.put("spark.driver.host", "127.0.0.1");
    options.put("spark.driver.bindAddress", "127.0.0.1");
    options.put("spark.ui.enabled", "false");
    return options;
  }

  /** Settings that change how fast a run is; whoever submits it may set them. */
  private static Map<String, String> tuning() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("spark.ui.showConsoleProgress", "false");
    options.put("spark.sql.shuffle.partitions", "8");
    options.put("spark.sql.adaptive.enabled", "true");
    options.put("spark.databricks.delta.snapshotPartitions", "2");
    // Where the JVM's time zone is not UTC, Delta would count each table's files again after each
    // commit, for the sake of dates before 1883.
    options.put(
        "spark.databricks.delta.allFilesInCrc.verificationMode.forceOnNonUTC.enabled", "false");
    return options;
  }

  /** Settings on which results depend; nobody may set them otherwise. */
  private static Map<String, String> meaning() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("spark.sql.ansi.enabled", "true");
    options.put("spark.sql.session.timeZone", "UTC");
    // Java's own case mappings, as outside of Spark: ICU's take seconds to load.
    options.put("spark.sql.icu.caseMappings.enabled", "false");
    options.put("spark.speculation", "false");
    options.put("spark.sql.files.ignoreMissingFiles", "false");
    options.put("spark.sql.files.ignoreCorruptFiles", "false");
    options.put("spark.databricks.delta.schema.autoMerge.enabled", "false");
    options.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
    options.put(
        "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    options.putAll(LogStores.forSpark());
    return options;
  }
}
