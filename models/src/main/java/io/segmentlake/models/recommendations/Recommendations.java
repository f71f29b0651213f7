package io.segmentlake.models.recommendations;

import io.segmentlake.models.predictions.LearnedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What is learned of products, and how lists are made of it. Nothing in it is of persons: what they
 * bought, and what is on sale, is told when lists are made.
 */
public final class Recommendations implements LearnedModel {
  private static final StructType FACTORS =
      StructType.fromDDL("product_id string, factors array<float>");
  private static final StructType SETTINGS =
      StructType.fromDDL(
          "rank int, iterations int, regularisation double, confidence double,"
              + " most_customers bigint, seed bigint, als_share double, popularity_power double,"
              + " items int, most_per_category int, owned string");

  private final ItemFactors factors;
  private final Mixture mixture;
  private final ListRules rules;

  public Recommendations(ItemFactors factors, Mixture mixture, ListRules rules) {
    this.factors = factors;
    this.mixture = mixture;
    this.rules = rules;
  }

  ItemFactors factors() {
    return factors;
  }

  ListRules rules() {
    return rules;
  }

  public Mixture mixture() {
    return mixture;
  }

  /** Makes lists of what is on sale. */
  public Recommender on(Assortment assortment) {
    return new Recommender(assortment, factors, mixture, rules);
  }

  @Override
  public String algorithm() {
    return mixture.als() == 0 ? "affinity" : "implicit ALS and affinity";
  }

  @Override
  public Map<String, Double> parameters() {
    AlsSettings als = factors.settings();
    Map<String, Double> parameters = new HashMap<>();
    parameters.put("als_share", mixture.als());
    parameters.put("als_popularity_power", mixture.popularityPower());
    parameters.put("als_rank", (double) als.rank());
    parameters.put("als_iterations", (double) als.iterations());
    parameters.put("als_regularisation", als.regularisation());
    parameters.put("als_confidence", als.confidence());
    parameters.put("products_learned", (double) factors.factors().size());
    return parameters;
  }

  @Override
  public void save(String folder) {
    SparkSession spark = SparkSession.active();
    List<Row> rows = new ArrayList<>();
    new TreeMap<>(factors.factors())
        .forEach((product, numbers) -> rows.add(RowFactory.create(product, numbers)));
    write(spark.createDataFrame(rows, FACTORS), folder + "/factors");
    AlsSettings als = factors.settings();
    Row settings =
        RowFactory.create(
            als.rank(),
            als.iterations(),
            als.regularisation(),
            als.confidence(),
            als.mostCustomers(),
            als.seed(),
            mixture.als(),
            mixture.popularityPower(),
            rules.items(),
            rules.mostPerCategory(),
            rules.owned().name());
    write(spark.createDataFrame(List.of(settings), SETTINGS), folder + "/settings");
  }

  private static void write(Dataset<Row> rows, String folder) {
    rows.coalesce(1).write().mode(SaveMode.Overwrite).parquet(folder);
  }

  /** Loads what {@link #save} saved. */
  public static Recommendations load(String folder) {
    SparkSession spark = SparkSession.active();
    Row s = spark.read().schema(SETTINGS).parquet(folder + "/settings").head();
    AlsSettings als =
        new AlsSettings(
            s.getInt(0), s.getInt(1), s.getDouble(2), s.getDouble(3), s.getLong(4), s.getLong(5));
    Map<String, float[]> factors = new HashMap<>();
    for (Row row : spark.read().schema(FACTORS).parquet(folder + "/factors").collectAsList()) {
      factors.put(row.getString(0), numbers(row.getList(1)));
    }
    return new Recommendations(
        new ItemFactors(als, factors),
        new Mixture(s.getDouble(6), s.getDouble(7)),
        new ListRules(s.getInt(8), s.getInt(9), ListRules.Owned.valueOf(s.getString(10))));
  }

  static float[] numbers(List<Float> list) {
    float[] numbers = new float[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.get(i);
    }
    return numbers;
  }
}
