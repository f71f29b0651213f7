package io.segmentlake.models.recommendations;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import io.segmentlake.models.metrics.CustomerHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;

/** Fits {@link ItemFactors} with MLlib. */
final class ImplicitAls {
  /**
   * MLlib adds up what blocks come to in the order in which they finish, and of two numbers the sum
   * does not depend on it: so one core and two give the same.
   */
  private static final int BLOCKS = 2;

  private ImplicitAls() {}

  /**
   * @param purchases rows of {@link Purchases}
   */
  static ItemFactors fit(Dataset<Row> purchases, AlsSettings settings) {
    Dataset<Row> ratings = ratings(sampled(purchases, settings));
    List<Row> items = ratings.select("product_id").distinct().orderBy("product_id").collectAsList();
    Dataset<Row> numbered =
        ratings
            .join(broadcast(numbered(items, ratings)), "product_id")
            .select("user", "item", "weight")
            .repartition(BLOCKS, col("user"))
            .sortWithinPartitions("user", "item")
            .localCheckpoint();
    return factors(model(numbered, settings), items, settings);
  }

  /** MLlib's model of rows user int, item int, weight. */
  static ALSModel model(Dataset<Row> numbered, AlsSettings settings) {
    return new ALS()
        .setImplicitPrefs(true)
        .setUserCol("user")
        .setItemCol("item")
        .setRatingCol("weight")
        .setRank(settings.rank())
        .setMaxIter(settings.iterations())
        .setRegParam(settings.regularisation())
        .setAlpha(settings.confidence())
        .setNumBlocks(BLOCKS)
        .setSeed(settings.seed())
        .fit(numbered);
  }

  private static Dataset<Row> sampled(Dataset<Row> purchases, AlsSettings settings) {
    long parts = (purchases.count() + settings.mostCustomers() - 1) / settings.mostCustomers();
    return parts <= 1
        ? purchases
        : purchases.where(
            CustomerHash.fold("customer_id", (int) parts, settings.seed()).equalTo(0));
  }

  /** user int, from 1 in the order of customers; product_id, weight float. */
  private static Dataset<Row> ratings(Dataset<Row> purchases) {
    return purchases
        .withColumn("user", row_number().over(Window.partitionBy(lit(1)).orderBy("customer_id")))
        .select(col("user"), explode(col(Purchases.COLUMN)).as("purchase"))
        .select(
            col("user"),
            col("purchase.product_id"),
            col("purchase.weight").cast("float").as("weight"));
  }

  private static Dataset<Row> numbered(List<Row> items, Dataset<Row> ratings) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      rows.add(RowFactory.create(items.get(i).getString(0), i));
    }
    return ratings
        .sparkSession()
        .createDataFrame(rows, new StructType().add("product_id", "string").add("item", "int"));
  }

  private static ItemFactors factors(ALSModel model, List<Row> items, AlsSettings settings) {
    Map<String, float[]> factors = new HashMap<>();
    for (Row row : model.itemFactors().collectAsList()) {
      float[] factor = Recommendations.numbers(row.getList(1));
      factors.put(items.get(row.getInt(0)).getString(0), factor);
    }
    return new ItemFactors(settings, factors);
  }
}
