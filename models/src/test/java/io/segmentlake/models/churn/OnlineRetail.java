package io.segmentlake.models.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.segmentlake.models.training.PastSnapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The cleaned orders of a British wholesaler, 2010-12-01 to 2011-12-09. */
public final class OnlineRetail {
  static final LocalDate FIRST = LocalDate.of(2010, 12, 1);
  public static final LocalDate LAST = LocalDate.of(2011, 12, 9);
  private static final Path FILE =
      Path.of(
          System.getProperty("segmentlake.data", "../../shared/data"),
          "online-retail-by-day.tar.gz");

  private OnlineRetail() {}

  /** For {@code EnabledIf}: a clone does not have the data. */
  public static boolean isThere() {
    return Files.exists(FILE);
  }

  /** As features.customer_day. */
  static Dataset<Row> ledger(SparkSession spark) {
    return cleaned(spark)
        .where("customer is not null")
        .groupBy(
            col("customer").cast("bigint").as("customer_id"), col("at").cast("date").as("event_on"))
        .agg(
            count_distinct(col("invoice")).as("events"),
            sum(col("quantity").multiply(col("price"))).cast("decimal(28,4)").as("amount"))
        .withColumn("stream", lit("orders"))
        .withColumn("type", lit("order"))
        .withColumn("margin", lit(null).cast("decimal(28,4)"))
        .withColumn("margin_unknown", col("events"))
        .selectExpr(StructType.fromDDL(PastSnapshots.LEDGER).fieldNames())
        .localCheckpoint();
  }

  /** Lines of goods: customer_id (null for guests), order_id, product_id, event_on. */
  public static Dataset<Row> lines(SparkSession spark) {
    return cleaned(spark)
        .where("code rlike '^[0-9]{5}'")
        .selectExpr(
            "cast(customer as bigint) as customer_id",
            "invoice as order_id",
            "code as product_id",
            "cast(at as date) as event_on")
        .localCheckpoint();
  }

  private static Dataset<Row> cleaned(SparkSession spark) {
    return spark
        .read()
        .option("escape", "\"")
        .schema(
            "invoice string, code string, description string, quantity int, at timestamp,"
                + " price decimal(18,4), customer double, country string")
        .csv(spark.createDataset(lines(), Encoders.STRING()))
        .where("invoice not like 'C%' and quantity > 0 and price > 0");
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    try (var archive =
        new TarArchiveInputStream(new GzipCompressorInputStream(Files.newInputStream(FILE)))) {
      for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
        if (entry.getName().endsWith(".csv")) {
          new String(archive.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .skip(1)
              .forEach(lines::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
