package io.segmentlake.models.calibration;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.IsotonicRegression;
import org.apache.spark.ml.regression.IsotonicRegressionModel;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Learns the probability that belongs to each score: the rising step function closest to the
 * outcomes (Zadrozny and Elkan 2002, "Transforming classifier scores into accurate multiclass
 * probability estimates"), linear between its steps. The model adds the column {@code probability}
 * and keeps the order of the scores, except that it can make different ones equal.
 *
 * <p>Nobody is certain: with n customers learnt from, a probability is at least 1 ÷ (n + 2) and at
 * most 1 − 1 ÷ (n + 2), what Laplace's rule of succession gives to something never seen in n cases.
 * Learn it on other customers or another time than the score itself.
 */
public final class IsotonicCalibration extends Estimator<PipelineModel>
    implements DefaultParamsWritable {
  private final String uid;
  private final Param<String> scoreCol;
  private final Param<String> labelCol;
  private final Param<String> outputCol;

  public IsotonicCalibration() {
    this(Identifiable$.MODULE$.randomUID("isotonicCalibration"));
  }

  /** As Spark makes it when it reads a saved one. */
  public IsotonicCalibration(String uid) {
    this.uid = uid;
    this.scoreCol = new Param<>(this, "scoreCol", "column of the score");
    this.labelCol = new Param<>(this, "labelCol", "column of the outcome, 0 or 1");
    this.outputCol = new Param<>(this, "outputCol", "column of the probability to add");
    setDefault(scoreCol, "score");
    setDefault(labelCol, "label");
    setDefault(outputCol, "probability");
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> scoreCol() {
    return scoreCol;
  }

  public Param<String> labelCol() {
    return labelCol;
  }

  public Param<String> outputCol() {
    return outputCol;
  }

  public IsotonicCalibration setScoreCol(String column) {
    set(scoreCol, column);
    return this;
  }

  public IsotonicCalibration setLabelCol(String column) {
    set(labelCol, column);
    return this;
  }

  public IsotonicCalibration setOutputCol(String column) {
    set(outputCol, column);
    return this;
  }

  /**
   * @param rows one per customer: score, label
   * @return a model that can be saved
   * @throws IllegalArgumentException if there are no rows
   */
  @Override
  public PipelineModel fit(Dataset<?> rows) {
    Dataset<Row> groups = groups(rows).cache();
    Double customers = (Double) groups.agg(sum("n")).head().get(0);
    if (customers == null) {
      throw new IllegalArgumentException(
          "Cannot calibrate %s: there are no customers to learn from. At least one is needed."
              .formatted(getOrDefault(scoreCol)));
    }
    IsotonicRegressionModel steps =
        new IsotonicRegression()
            .setFeaturesCol("score")
            .setLabelCol("rate")
            .setWeightCol("n")
            .fit(groups)
            .setFeaturesCol(getOrDefault(scoreCol))
            .setPredictionCol(getOrDefault(outputCol));
    groups.unpersist();
    return new Pipeline().setStages(new PipelineStage[] {steps, bounds(customers)}).fit(rows);
  }

  /** Customers of one score are one step in any case, and so few rows are left to sort. */
  private Dataset<Row> groups(Dataset<?> rows) {
    return rows.select(
            col(getOrDefault(scoreCol)).cast("double").as("score"),
            col(getOrDefault(labelCol)).cast("double").as("label"))
        .groupBy("score")
        .agg(avg("label").as("rate"), count("label").cast("double").as("n"));
  }

  private SQLTransformer bounds(double customers) {
    double least = 1 / (customers + 2);
    return new SQLTransformer()
        .setStatement(
            "SELECT * EXCEPT (`%1$s`), least(greatest(`%1$s`, %2$sD), %3$sD) AS `%1$s` FROM __THIS__"
                .formatted(getOrDefault(outputCol), least, 1 - least));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return schema.add(getOrDefault(outputCol), DataTypes.DoubleType);
  }

  @Override
  public IsotonicCalibration copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  public static MLReader<IsotonicCalibration> read() {
    return new DefaultParamsReader<>();
  }

  public static IsotonicCalibration load(String path) {
    return read().load(path);
  }
}
