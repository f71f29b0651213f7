package io.segmentlake.models.uplift;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Half of Hillstrom's e-mail experiment of 2008: one row per customer and arm of one mailing
 * against no mailing, with customer_id, features, treatment, visit, spend. Skips the test where the
 * file is not at hand.
 */
final class Hillstrom {
  private static final String FILE = "hillstrom-dev-half.csv.gz";
  private static final String[] FEATURES = {
    "recency", "history", "mens", "womens", "newbie", "rural", "urban", "phone", "multichannel"
  };

  private Hillstrom() {}

  /**
   * @param mailing {@code Mens} or {@code Womens}
   */
  static Dataset<Row> mailing(SparkSession spark, String mailing) {
    Path file = Path.of(System.getProperty("segmentlake.data", "../../shared/data"), FILE);
    assumeThat(file).exists();
    Dataset<Row> rows =
        spark
            .read()
            .option("header", true)
            .option("inferSchema", true)
            .csv(file.toString())
            .selectExpr(
                "monotonically_increasing_id() as customer_id",
                "double(recency) as recency",
                "log1p(history) as history",
                "double(mens) as mens",
                "double(womens) as womens",
                "double(newbie) as newbie",
                "if(zip_code = 'Rural', 1d, 0d) as rural",
                "if(zip_code = 'Urban', 1d, 0d) as urban",
                "if(channel = 'Phone', 1d, 0d) as phone",
                "if(channel = 'Multichannel', 1d, 0d) as multichannel",
                "if(segment = 'No E-Mail', 0, 1) as treatment",
                "segment",
                "visit",
                "spend")
            .where("segment in ('%s E-Mail', 'No E-Mail')".formatted(mailing));
    return new VectorAssembler()
        .setInputCols(FEATURES)
        .setOutputCol("features")
        .transform(rows)
        .select("customer_id", "features", "treatment", "visit", "spend")
        .coalesce(1)
        .cache();
  }
}
