package io.segmentlake.jobs.s3;

import io.segmentlake.jobs.LocalSession;
import io.segmentlake.jobs.environments.StoreOptions;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * A driver that commits to a table that others commit to at the same time, without any lock: {@code
 * Commits LAKEHOUSE kernel|spark NUMBER}; with {@code make} it makes the table, with {@code count}
 * it tells how many rows, numbers and versions there are.
 */
final class Commits {
  private static final Table TABLE =
      Table.of(
          "silver.commits_test",
          "One row per commit.",
          Column.of("driver", "string", "Who committed"),
          Column.of("number", "int", "Which of its commits"));

  private Commits() {}

  public static void main(String[] arguments) {
    SparkSession spark = LocalSession.open(StoreOptions.of(System.getenv()));
    Lakehouse lakehouse = Lakehouse.open(spark, arguments[0]);
    String driver = arguments[1];
    int commits = Integer.parseInt(arguments[2]);
    switch (driver) {
      case "make" -> lakehouse.append(TABLE, row(spark, driver, 0), driver, 0);
      case "count" -> count(lakehouse);
      case "kernel" -> {
        for (int number = 1; number <= commits; number++) {
          lakehouse.append(TABLE, row(spark, driver, number), driver, number);
        }
      }
      default -> {
        for (int number = 1; number <= commits; number++) {
          row(spark, driver, number)
              .write()
              .format("delta")
              .mode(SaveMode.Append)
              .save(lakehouse.path(TABLE));
        }
      }
    }
    spark.stop();
  }

  private static void count(Lakehouse lakehouse) {
    Dataset<Row> rows = lakehouse.read(TABLE);
    System.out.printf(
        "%d rows, %d different, version %d%n",
        rows.count(), rows.distinct().count(), lakehouse.version(TABLE));
  }

  private static Dataset<Row> row(SparkSession spark, String driver, int number) {
    return spark.createDataFrame(List.of(RowFactory.create(driver, number)), TABLE.structType());
  }
}
