package io.segmentlake.jobs.generate;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Computes figures from the files of truth. */
final class TruthFigures {
  private static final int ROUNDED_TO = 4;

  private final SparkSession spark;
  private final GenerateOptions options;

  TruthFigures(SparkSession spark, GenerateOptions options) {
    this.spark = spark;
    this.options = options;
  }

  /** Only a histogram of chances comes to the driver, never customers. */
  Figures compute(List<WrittenFile> files) {
    Column happened = col("buys_30d").equalTo("true").cast("long");
    List<Row> histogram =
        read(Feed.TRUE_CUSTOMERS)
            .where("is_scored = 'true'")
            .groupBy(round(col("p_buys_30d").cast("double"), ROUNDED_TO).as("chance"))
            .agg(sum(happened).as("buyers"), count(lit(1)).as("all"))
            .orderBy("chance")
            .collectAsList();
    long buyers = histogram.stream().mapToLong(r -> r.getLong(1)).sum();
    long scored = histogram.stream().mapToLong(r -> r.getLong(2)).sum();
    double auc = auc(histogram, buyers, scored - buyers);
    boolean hasTrial = files.stream().anyMatch(f -> f.feed() == Feed.TRUE_TRIAL);
    if (!hasTrial) {
      return new Figures(scored, buyers, auc, 0, 0, Double.NaN, Double.NaN);
    }
    Row trial = trial();
    return new Figures(
        scored,
        buyers,
        auc,
        trial.getLong(0),
        trial.getLong(1),
        number(trial, 2),
        number(trial, 3) - number(trial, 4));
  }

  private Row trial() {
    Column isTreated = col("is_treated").equalTo("true");
    Column buys = col("buys_in_window").equalTo("true").cast("double");
    return read(Feed.TRUE_TRIAL)
        .agg(
            sum(isTreated.cast("long")),
            sum(lit(1L).minus(isTreated.cast("long"))),
            avg(col("uplift").cast("double")),
            avg(when(isTreated, buys)),
            avg(when(isTreated.equalTo(false), buys)))
        .first();
  }

  private Dataset<Row> read(Feed feed) {
    String[] names = feed.header.split(",");
    StringBuilder schema = new StringBuilder();
    for (String name : names) {
      schema.append(schema.isEmpty() ? "" : ", ").append(name).append(" string");
    }
    return spark
        .read()
        .schema(schema.toString())
        .option("header", true)
        .csv(options.truth() + "/" + feed.folder);
  }

  /** Null becomes no number: a group nobody is in has no share of buyers. */
  private static double number(Row row, int index) {
    return row.isNullAt(index) ? Double.NaN : row.getDouble(index);
  }

  /** Share of pairs of a buyer and another in which the buyer's chance was the greater one. */
  static double auc(List<Row> histogram, long buyers, long others) {
    double won = 0;
    long below = 0;
    for (Row bucket : histogram) {
      long here = bucket.getLong(2) - bucket.getLong(1);
      won += bucket.getLong(1) * (below + here / 2.0);
      below += here;
    }
    return won / buyers / others;
  }
}
