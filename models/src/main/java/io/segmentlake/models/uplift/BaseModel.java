package io.segmentlake.models.uplift;

import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.sql.Dataset;

/**
 * One regression of MLlib, by which learners tie an outcome to features: logistic or linear, with
 * squared coefficients held down. Both are fitted by weighted least squares, a few passes over the
 * rows.
 *
 * @param kind {@link #LOGISTIC} or {@link #RIDGE}
 * @param regularisation weight of the squared coefficients
 */
record BaseModel(String kind, String features, String outcome, double regularisation) {
  static final String LOGISTIC = "logistic";
  static final String RIDGE = "ridge";

  /** A ridge regression of an amount, for example of the effects that are left to explain. */
  BaseModel ridgeOf(String amount) {
    return new BaseModel(RIDGE, features, amount, regularisation);
  }

  /**
   * @param output column for the expected outcome that the result adds
   */
  GeneralizedLinearRegressionModel fit(Dataset<?> rows, String output) {
    return new GeneralizedLinearRegression()
        .setFamily(kind.equals(LOGISTIC) ? "binomial" : "gaussian")
        .setFeaturesCol(features)
        .setLabelCol(outcome)
        .setRegParam(regularisation)
        .setPredictionCol(output)
        .fit(rows);
  }
}
