package io.segmentlake.models;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One Spark session for all tests of the module, with the settings of a run. */
public final class SparkExtension implements BeforeAllCallback {
  private static SparkSession session;

  @Override
  public void beforeAll(ExtensionContext context) {
    session();
  }

  public SparkSession spark() {
    return session();
  }

  /**
   * A table of literal rows.
   *
   * @param ddl for example {@code customer_id bigint, country string}
   */
  public Dataset<Row> table(String ddl, Row... rows) {
    return session().createDataFrame(List.of(rows), StructType.fromDDL(ddl));
  }

  private static synchronized SparkSession session() {
    if (session == null) {
      session =
          SparkSession.builder()
              .master("local[1]")
              .config("spark.ui.enabled", "false")
              .config("spark.sql.ansi.enabled", "true")
              .config("spark.sql.session.timeZone", "UTC")
              .config("spark.sql.icu.caseMappings.enabled", "false")
              .config("spark.sql.shuffle.partitions", "1")
              .getOrCreate();
      session.sparkContext().setLogLevel("ERROR");
    }
    return session;
  }
}
