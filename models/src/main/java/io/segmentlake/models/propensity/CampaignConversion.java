package io.segmentlake.models.propensity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.clv.OrderHistories;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.predictions.PredictiveModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A fitted model of who orders after a campaign e-mail: the column of predictions.conversion. Of
 * whom nothing was delivered to in a year it says nothing.
 */
public final class CampaignConversion implements PredictiveModel {
  static final Terms TERMS = terms();

  private final Transformer orders;
  private final PipelineModel regression;

  /**
   * @param orders the model of orders
   * @param regression of {@link CalibratedRegression}, of persons
   */
  CampaignConversion(Transformer orders, PipelineModel regression) {
    this.orders = orders;
    this.regression = regression;
  }

  private static Terms terms() {
    Map<String, String> numbers = new LinkedHashMap<>(PersonTerms.numbers());
    numbers.put("term_delivered_90d", Terms.log("email_delivered_90d"));
    // Of ten e-mails, half an order is what somebody unknown brings.
    numbers.put("term_orders_per_email", "ln((orders_365d + 0.5D) / (email_delivered_365d + 10))");
    return new Terms(numbers);
  }

  @Override
  public String algorithm() {
    return "logistic regression over persons who got a campaign e-mail";
  }

  /** What a standard deviation of each term adds to the log odds. */
  @Override
  public Map<String, Double> parameters() {
    return CalibratedRegression.coefficients(TERMS, regression);
  }

  @Override
  public Dataset<Row> score(Dataset<Row> features) {
    List<Column> columns =
        Stream.of(features.columns())
            .<Column>map(name -> col(name))
            .collect(Collectors.toCollection(ArrayList::new));
    PredictionColumns.told(PredictionColumns.CONVERSION)
        .forEach(
            c ->
                columns.add(
                    when(col("email_delivered_365d").gt(0), col(CalibratedRegression.PROBABILITY))
                        .cast(c.type())
                        .as(c.name())));
    return scored(features).select(columns.toArray(Column[]::new));
  }

  /** The rows with the probability and all columns on the way there. */
  Dataset<Row> scored(Dataset<Row> features) {
    return regression.transform(orders.transform(OrderHistories.of(features)));
  }

  @Override
  public List<String> watched() {
    return List.of("order_days", "days_since_last_order", "email_delivered_90d");
  }

  @Override
  public void save(String folder) throws IOException {
    new PipelineModel("campaignConversion", List.of(orders, regression))
        .write()
        .overwrite()
        .save(folder);
  }

  /** Loads what {@link #save} saved. */
  public static CampaignConversion load(String folder) {
    Transformer[] parts = PipelineModel.load(folder).stages();
    return new CampaignConversion(parts[0], (PipelineModel) parts[1]);
  }
}
