package io.segmentlake.jobs.sql;

import io.segmentlake.jobs.LocalSession;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.pipelines.sql.ReadOnlySql;
import io.segmentlake.pipelines.sql.SqlCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** A session in which SQL can read the open tables of a lakehouse, and do nothing else. */
public final class ReadSession {
  private ReadSession() {}

  /**
   * Opens one; it is the only session of its JVM.
   *
   * @param root of the lakehouse
   * @param letsLookAround statements such as SHOW TABLES may run
   * @param environment options of Spark that reach the lakehouse
   * @param fixed settings of the application that nobody can change
   * @throws UsageException where there is no lakehouse
   */
  public static SparkSession open(
      String root,
      boolean letsLookAround,
      Map<String, String> environment,
      Map<String, String> fixed) {
    refuseWithoutLakehouse(root, environment);
    Map<String, String> settings = new LinkedHashMap<>(fixed);
    settings.putAll(ReadOnlySql.settings(root, letsLookAround));
    SparkSession spark = LocalSession.open(environment, settings);
    SqlCatalogue.declare(spark);
    return spark;
  }

  /** Before Spark starts: a wrong folder is said at once. */
  public static void refuseWithoutLakehouse(String root, Map<String, String> environment) {
    try {
      // The folder itself is made for the run's log.
      Path folder = new Path(root, "bronze");
      if (!folder.getFileSystem(LocalSession.hadoop(environment)).exists(folder)) {
        throw new UsageException(
            "Cannot read the lakehouse: there are no tables in "
                + root
                + ". Give its folder by --lakehouse, or fill it by 'segmentlake run daily'.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot reach " + root, e);
    }
  }
}
