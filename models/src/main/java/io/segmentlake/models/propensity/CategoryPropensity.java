package io.segmentlake.models.propensity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import io.segmentlake.models.clv.OrderHistories;
import io.segmentlake.models.predictions.LearnedModel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** A fitted model of what persons buy of each category within 30 days. */
public final class CategoryPropensity implements LearnedModel {
  private final Transformer orders;
  private final PipelineModel regression;

  /**
   * @param orders the model of orders, of persons
   * @param regression of {@link CalibratedRegression}, of pairs
   */
  CategoryPropensity(Transformer orders, PipelineModel regression) {
    this.orders = orders;
    this.regression = regression;
  }

  /**
   * One row per pair: as_of, customer_id, category, {@code probability double} of buying of it
   * within 30 days, and {@code rank int} among the person's categories from 1, the likeliest.
   *
   * @param persons rows of features.customer of persons who have ordered
   * @param pairs of {@link CategoryPairs}, of the same persons and dates
   */
  public Dataset<Row> score(Dataset<Row> persons, Dataset<Row> pairs) {
    // By the margin: calibration can make different ones equal.
    Column rank =
        row_number()
            .over(
                Window.partitionBy("as_of", "customer_id")
                    .orderBy(col(CalibratedRegression.MARGIN).desc(), col("category")));
    return scored(persons, pairs)
        .select(
            col("as_of"),
            col("customer_id"),
            col("category"),
            col(CalibratedRegression.PROBABILITY).as("probability"),
            rank.as("rank"));
  }

  /** The pairs with the probability and all columns on the way there. */
  Dataset<Row> scored(Dataset<Row> persons, Dataset<Row> pairs) {
    return regression.transform(joined(orders, persons, pairs));
  }

  /** Pairs with what is read of their persons. */
  static Dataset<Row> joined(Transformer orders, Dataset<Row> persons, Dataset<Row> pairs) {
    return pairs.join(
        PersonTerms.needed(orders.transform(OrderHistories.of(persons))),
        new String[] {"as_of", "customer_id"});
  }

  @Override
  public String algorithm() {
    return "logistic regression over pairs of person and category";
  }

  /** What a standard deviation of each term adds to the log odds. */
  @Override
  public Map<String, Double> parameters() {
    return CalibratedRegression.coefficients(PropensityTerms.ALL, regression);
  }

  @Override
  public void save(String folder) throws IOException {
    new PipelineModel("categoryPropensity", List.of(orders, regression))
        .write()
        .overwrite()
        .save(folder);
  }

  /** Loads what {@link #save} saved. */
  public static CategoryPropensity load(String folder) {
    Transformer[] parts = PipelineModel.load(folder).stages();
    return new CategoryPropensity(parts[0], (PipelineModel) parts[1]);
  }
}
