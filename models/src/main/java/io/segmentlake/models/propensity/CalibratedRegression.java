package io.segmentlake.models.propensity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.segmentlake.models.btyd.ParetoNbd;
import io.segmentlake.models.calibration.IsotonicCalibration;
import io.segmentlake.models.clv.OrderHistories;
import io.segmentlake.models.metrics.CustomerHash;
import io.segmentlake.models.training.PinnedRows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.VarianceThresholdSelectorModel;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Learns a probability from terms: a logistic regression, and steps from its margin to rates that
 * were seen of persons whom it was not fitted to.
 *
 * @param key columns that name a row; the person is {@code customer_id}
 * @param seed of folds
 */
record CalibratedRegression(Terms terms, List<String> key, long seed) {
  static final String LABEL = "label";
  static final String MARGIN = "propensity_margin";
  static final String PROBABILITY = "propensity_probability";

  private static final int FOLDS = 3;

  /** What is expected of persons whatever they are offered, by their orders alone. */
  static Transformer orders(Dataset<Row> persons, int horizonDays) {
    return new ParetoNbd()
        .setOutputPrefix(PersonTerms.BTYD)
        .setHorizon(horizonDays)
        .setStarts(1)
        .setTol(1e-4)
        .fit(OrderHistories.of(persons));
  }

  /**
   * @param rows what terms read, and {@link #LABEL}
   * @return adds {@link #MARGIN} and {@link #PROBABILITY}
   */
  PipelineModel fit(Dataset<Row> rows) {
    Dataset<Row> pinned = PinnedRows.of(rows, key);
    PipelineModel vector = terms.pipeline().fit(pinned);
    Dataset<Row> vectors = vector.transform(pinned).select(columns(Terms.VECTOR)).localCheckpoint();
    PipelineModel calibration =
        new IsotonicCalibration()
            .setScoreCol(MARGIN)
            .setLabelCol(LABEL)
            .setOutputCol(PROBABILITY)
            .fit(unseen(vectors));
    return new PipelineModel(
        "calibratedRegression", List.of(vector, regression(vectors), calibration));
  }

  /** Margins of persons that the regression was not fitted to. */
  private Dataset<Row> unseen(Dataset<Row> vectors) {
    Column fold = CustomerHash.fold("customer_id", FOLDS, seed);
    return PinnedRows.of(
        IntStream.range(0, FOLDS)
            .mapToObj(
                i ->
                    regression(vectors.where(not(fold.equalTo(i))))
                        .transform(vectors.where(fold.equalTo(i))))
            .reduce(Dataset::unionByName)
            .orElseThrow()
            .select(columns(MARGIN)),
        key);
  }

  private Column[] columns(String last) {
    Column[] columns = new Column[key.size() + 2];
    for (int i = 0; i < key.size(); i++) {
      columns[i] = col(key.get(i));
    }
    columns[key.size()] = col(LABEL);
    columns[key.size() + 1] = col(last);
    return columns;
  }

  /** By reweighted least squares: a few passes over the rows. */
  private static GeneralizedLinearRegressionModel regression(Dataset<Row> vectors) {
    return new GeneralizedLinearRegression()
        .setFamily("binomial")
        .setFeaturesCol(Terms.VECTOR)
        .setLabelCol(LABEL)
        .setPredictionCol("propensity_uncalibrated")
        .setLinkPredictionCol(MARGIN)
        .setRegParam(1e-4)
        .fit(vectors);
  }

  /** What a standard deviation of each term adds to the log odds. */
  static Map<String, Double> coefficients(Terms terms, PipelineModel fitted) {
    Transformer[] vector = ((PipelineModel) fitted.stages()[0]).stages();
    int[] varying = ((VarianceThresholdSelectorModel) vector[2]).selectedFeatures();
    double[] coefficients =
        ((GeneralizedLinearRegressionModel) fitted.stages()[1]).coefficients().toArray();
    Map<String, Double> byName = new LinkedHashMap<>();
    for (int i = 0; i < varying.length; i++) {
      byName.put(terms.names().get(varying[i]), coefficients[i]);
    }
    return byName;
  }
}
