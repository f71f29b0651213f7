package io.segmentlake.models.btyd;

import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Fits a model by maximum likelihood.
 *
 * <p>MLlib finds parameters by reflection on public methods. That those of a package-private class
 * can be called takes the bridges that javac adds to its public subclasses, which it cannot for
 * final methods.
 *
 * @param <E> the estimator itself
 */
abstract class LikelihoodEstimator<E extends LikelihoodEstimator<E, M>, M extends FittedModel<M>>
    extends Estimator<M> implements OutputParams<E>, DefaultParamsWritable {
  private final String uid;
  private final IntParam maxIter;
  private final DoubleParam tol;
  private final IntParam starts;
  private final IntParam minRepeaters;
  private final BooleanParam groupFirst;
  private final Param<String> outputPrefix;

  LikelihoodEstimator(String uid) {
    // First of all: a parameter asks its owner for it.
    this.uid = uid;
    maxIter = new IntParam(this, "maxIter", "most iterations of a search", Positive.CHECK);
    tol =
        new DoubleParam(
            this,
            "tol",
            "slope or improvement, relative to the loss, that ends a search",
            Positive.CHECK);
    starts =
        new IntParam(
            this,
            "starts",
            "searches from different points, 1 to " + MaximumLikelihood.MOST_STARTS,
            ParamValidators.inRange(1, MaximumLikelihood.MOST_STARTS));
    minRepeaters =
        new IntParam(this, "minRepeaters", "fewest customers with repeat orders", Positive.CHECK);
    groupFirst = new BooleanParam(this, "groupFirst", "fit equal histories as one weighted row");
    outputPrefix = OutputParams.prefixOf(this);
    setDefault(maxIter, 200);
    // Finer only wastes line searches on rounding: Newton steps do the rest.
    setDefault(tol, 1e-6);
    setDefault(starts, 3);
    setDefault(minRepeaters, 50);
    setDefault(groupFirst, true);
  }

  abstract Likelihood likelihood();

  /** Names of the columns read. */
  abstract List<String> inputs();

  /** What the likelihood takes, as doubles; all null in a row to be left out. */
  abstract Column[] historyColumns();

  abstract M model(FitSummary summary);

  @Override
  public final M fit(Dataset<?> customers) {
    NumericColumns.check(getClass().getSimpleName(), customers.schema(), inputs());
    Dataset<Row> rows = customers.select(historyColumns());
    boolean isGrouped = (boolean) getOrDefault(groupFirst);
    try (Histories histories =
        isGrouped
            ? Histories.grouped(rows, Histories.PER_PARTITION)
            : Histories.each(rows, Histories.PER_PARTITION)) {
      M model = copyValues(model(summary(histories)), ParamMap.empty());
      return model.setParent(this);
    }
  }

  private FitSummary summary(Histories histories) {
    if (histories.repeaters() < (int) getOrDefault(minRepeaters)) {
      return FitSummary.tooFew(likelihood().parameters(), histories);
    }
    return new MaximumLikelihood(
            likelihood(),
            (int) getOrDefault(maxIter),
            (double) getOrDefault(tol),
            (int) getOrDefault(starts))
        .fit(histories);
  }

  @Override
  public final StructType transformSchema(StructType schema) {
    FitSummary none =
        new FitSummary(List.of(), List.of(), List.of(), 0, 0, 0, 0, 0, FitStatus.TOO_FEW_ROWS);
    return copyValues(model(none), ParamMap.empty()).transformSchema(schema);
  }

  @Override
  public final E copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  @Override
  public final String uid() {
    return uid;
  }

  public IntParam maxIter() {
    return maxIter;
  }

  public DoubleParam tol() {
    return tol;
  }

  public IntParam starts() {
    return starts;
  }

  public IntParam minRepeaters() {
    return minRepeaters;
  }

  public BooleanParam groupFirst() {
    return groupFirst;
  }

  @Override
  public Param<String> outputPrefix() {
    return outputPrefix;
  }

  public final E setMaxIter(int iterations) {
    return with(maxIter, iterations);
  }

  public final E setTol(double tolerance) {
    return with(tol, tolerance);
  }

  public final E setStarts(int count) {
    return with(starts, count);
  }

  public final E setMinRepeaters(int customers) {
    return with(minRepeaters, customers);
  }

  /** Off only to check that grouping changes nothing. */
  public final E setGroupFirst(boolean isGrouped) {
    return with(groupFirst, isGrouped);
  }
}
