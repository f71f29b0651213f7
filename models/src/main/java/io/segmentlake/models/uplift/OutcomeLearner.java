package io.segmentlake.models.uplift;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What learners of an outcome have in common: where features and outcome are, and by which base
 * model they are tied. What they learn is a pipeline of MLlib's own models, so it is saved and
 * loaded as {@link PipelineModel}.
 *
 * @param <L> the learner itself
 */
public abstract class OutcomeLearner<L extends OutcomeLearner<L>> extends Estimator<PipelineModel>
    implements DefaultParamsWritable {
  private final String uid;
  private final Param<String> featuresCol;
  private final Param<String> outcomeCol;
  private final Param<String> base;
  private final DoubleParam regularisation;

  OutcomeLearner(String uid) {
    // Each parameter asks its owner for the uid.
    this.uid = uid;
    this.featuresCol = new Param<>(this, "featuresCol", "column of the vector of features");
    this.outcomeCol = new Param<>(this, "outcomeCol", "column of the outcome");
    this.base =
        new Param<>(
            this,
            "base",
            "logistic for an outcome of 0 and 1, ridge for an amount",
            ParamValidators.inArray(new String[] {BaseModel.LOGISTIC, BaseModel.RIDGE}));
    this.regularisation =
        new DoubleParam(
            this,
            "regularisation",
            "weight of the squared coefficients against the mean loss",
            ParamValidators.gtEq(0));
    setDefault(featuresCol, "features");
    setDefault(outcomeCol, "outcome");
    setDefault(base, BaseModel.LOGISTIC);
    setDefault(regularisation, 1e-4);
  }

  abstract L self();

  /** Columns of doubles that the model adds. */
  abstract String[] outputs();

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> featuresCol() {
    return featuresCol;
  }

  public Param<String> outcomeCol() {
    return outcomeCol;
  }

  public Param<String> base() {
    return base;
  }

  public DoubleParam regularisation() {
    return regularisation;
  }

  public L setFeaturesCol(String column) {
    set(featuresCol, column);
    return self();
  }

  public L setOutcomeCol(String column) {
    set(outcomeCol, column);
    return self();
  }

  public L setBase(String name) {
    set(base, name);
    return self();
  }

  public L setRegularisation(double weight) {
    set(regularisation, weight);
    return self();
  }

  /** The base model of these columns. */
  BaseModel baseModel() {
    return new BaseModel(
        getOrDefault(base),
        getOrDefault(featuresCol),
        getOrDefault(outcomeCol),
        (Double) getOrDefault(regularisation));
  }

  static PipelineModel pipeline(Dataset<?> rows, PipelineStage... fitted) {
    return new Pipeline().setStages(fitted).fit(rows);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    StructType wider = schema;
    for (String output : outputs()) {
      wider = wider.add(output, DataTypes.DoubleType);
    }
    return wider;
  }

  @Override
  public Estimator<PipelineModel> copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
