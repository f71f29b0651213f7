package io.segmentlake.pipelines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fresh, empty lakehouse for each test, on one Spark session for all tests of the module. */
public final class LakehouseExtension implements BeforeEachCallback, AfterEachCallback {
  private static SparkSession session;
  private Path folder;
  private Lakehouse lakehouse;

  /** The session that the module's tests share. */
  public static synchronized SparkSession session() {
    if (session == null) {
      session =
          SparkSession.builder()
              .master("local[2]")
              .config("spark.ui.enabled", "false")
              .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
              .config(
                  "spark.sql.catalog.spark_catalog",
                  "org.apache.spark.sql.delta.catalog.DeltaCatalog")
              .config("spark.delta.logStore.file.impl", LinkLogStore.class.getName())
              .config("spark.sql.session.timeZone", "UTC")
              .config("spark.sql.icu.caseMappings.enabled", "false")
              .config("spark.sql.ansi.enabled", "true")
              .config("spark.sql.shuffle.partitions", "2")
              .config("spark.databricks.delta.snapshotPartitions", "1")
              .config(
                  "spark.databricks.delta.allFilesInCrc.verificationMode.forceOnNonUTC.enabled",
                  "false")
              // For a handful of rows, compiling code costs far more than running it.
              .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
              .config("spark.sql.codegen.wholeStage", "false")
              .config("spark.databricks.delta.optimizeWrite.enabled", "true")
              .getOrCreate();
      session.sparkContext().setLogLevel("ERROR");
    }
    return session;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("segmentlake-test");
    lakehouse = Lakehouse.open(session(), folder.resolve("lakehouse").toString());
  }

  public Lakehouse lakehouse() {
    return lakehouse;
  }

  /** A folder of the test's own, for raw files. */
  public Path folder() {
    return folder;
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    session.catalog().clearCache();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(LakehouseExtension::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
