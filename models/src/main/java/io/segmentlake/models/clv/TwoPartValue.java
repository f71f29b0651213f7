package io.segmentlake.models.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The value of customers as P(buys) × worth of who buys, both learned from what customers did after
 * an earlier date, with the outputs of {@link CustomerValue} among what they read.
 *
 * <p>The two parts order customers; the amount at each place of that order is the one that {@link
 * CustomerValue} has there ({@link PlaceAmounts}), with one factor for all, so that the total over
 * the customers that the model was fitted to stays that of {@link CustomerValue}: customers get
 * older than those learned from, the share that buys falls with age, and the regressions spread
 * amounts wider than what comes. Orders and days of the next order are those of {@link
 * CustomerValue}.
 */
public final class TwoPartValue implements ValueModel {
  /** One more than of {@link CustomerValue}: the parts. */
  static final int STAGES = 4;

  private static final String RATIO = "two_part_ratio";

  private final CustomerValue base;
  private final PipelineModel parts;

  /**
   * @param parts columns of the terms, their vector, both parts, their product and its amounts, in
   *     this order
   */
  TwoPartValue(CustomerValue base, PipelineModel parts) {
    this.base = base;
    this.parts = parts;
  }

  static TwoPartValue of(PipelineModel saved) {
    Transformer[] stages = saved.stages();
    return new TwoPartValue(
        new CustomerValue(new PipelineModel(saved.uid(), List.of(stages[0], stages[1], stages[2]))),
        (PipelineModel) stages[3]);
  }

  @Override
  public String algorithm() {
    return "two-part %s, amounts of %s"
        .formatted(PartFamily.of(parts.stages()[3]).text(), base.algorithm());
  }

  /** Those of {@link CustomerValue}, the factors, and what linear parts say of each term. */
  @Override
  public Map<String, Double> parameters() {
    Map<String, Double> parameters = new LinkedHashMap<>(base.parameters());
    parameters.put("two_part_factor", product().factorWithin(product().horizonDays()));
    parameters.put("two_part_year_factor", product().factorWithin(CustomerValue.HORIZON_DAYS));
    put(parameters, "buys", parts.stages()[2]);
    put(parameters, "worth", parts.stages()[3]);
    return Map.copyOf(parameters);
  }

  private void put(Map<String, Double> parameters, String part, Transformer fitted) {
    Vector coefficients;
    if (fitted instanceof GeneralizedLinearRegressionModel linear) {
      coefficients = linear.coefficients();
    } else if (fitted instanceof LinearRegressionModel linear) {
      coefficients = linear.coefficients();
    } else {
      return;
    }
    String[] terms = ((VectorAssembler) parts.stages()[1]).getInputCols();
    for (int i = 0; i < terms.length; i++) {
      parameters.put(part + "_" + ValueTerms.plain(terms[i]), coefficients.apply(i));
    }
  }

  @Override
  public Dataset<Row> score(Dataset<Row> features) {
    Dataset<Row> scored = base.score(withRatio(features));
    return scaled(
        scored,
        CustomerValue.HORIZON_DAYS,
        "predicted_value_365d",
        "predicted_value_low_365d",
        "predicted_value_high_365d");
  }

  @Override
  public Dataset<Row> valueWithin(int days, Dataset<Row> features) {
    return scaled(
        base.valueWithin(days, withRatio(features)),
        days,
        "predicted_value",
        "predicted_value_low",
        "predicted_value_high");
  }

  /** An interval moves with its value: the spread that orders have stays in proportion. */
  private Dataset<Row> scaled(Dataset<Row> rows, int days, String... names) {
    Column factor = col(RATIO).multiply(lit(product().factorWithin(days)));
    Map<String, Column> columns =
        Stream.of(names)
            .collect(
                Collectors.toMap(
                    name -> name,
                    name ->
                        col(name)
                            .cast("double")
                            .multiply(factor)
                            .cast(rows.schema().apply(name).dataType())));
    return rows.withColumns(columns).drop(RATIO);
  }

  /** The amount at the customer's place, over what the base says of the same days. */
  private Dataset<Row> withRatio(Dataset<Row> features) {
    List<Column> all = CustomerValue.columns(features);
    all.add(ratio().as(RATIO));
    return parts
        .transform(base.outlook(product().horizonDays(), features))
        .select(all.toArray(Column[]::new));
  }

  /** Of rows with the columns of the outlook and of {@link PlaceAmounts}. */
  static Column ratio() {
    return PlaceAmounts.amount().divide(greatest(col(CustomerValue.REVENUE), lit(1e-6)));
  }

  private TwoPartProduct product() {
    return (TwoPartProduct) parts.stages()[4];
  }

  @Override
  public List<String> watched() {
    return base.watched();
  }

  @Override
  public void save(String folder) throws IOException {
    Transformer[] stages = base.stages().stages();
    new PipelineModel(
            base.stages().uid(), List.of(stages[0], stages[1], stages[2], (Transformer) parts))
        .write()
        .overwrite()
        .save(folder);
  }
}
