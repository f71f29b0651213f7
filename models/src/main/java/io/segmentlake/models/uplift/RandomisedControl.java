package io.segmentlake.models.uplift;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.metrics.CustomerHash;
import io.segmentlake.models.metrics.RankMetrics;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.ScoreGroups;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Refuses data from which no uplift can be learnt: without a control, with arms that are too small,
 * or where features tell who was treated, so that the arms differ by more than the treatment.
 *
 * @param id column that names the customer
 * @param features column of the vector of features
 * @param treatment column, 1 for treated and 0 for not
 * @param leastArm customers that each arm must have
 */
public record RandomisedControl(String id, String features, String treatment, long leastArm) {
  /** A usual limit of the standardised mean difference (Austin 2009). */
  private static final double IMBALANCE = .1;

  private static final double PREDICTABLE_AUC = .52;

  /** So many standard errors beyond 0 do not happen by chance, however many features there are. */
  private static final double ERRORS = 4;

  private static final int NEITHER = -1;
  private static final String HALF = "half_of_customer";

  private record Arm(long customers, Vector mean, Vector variance) {}

  /**
   * @param rows one per customer of the experiment
   * @return why uplift cannot be learnt from them, in words; empty if nothing speaks against it
   */
  public Optional<String> refusal(Dataset<Row> rows) {
    Map<Integer, Arm> arms = arms(rows);
    long treated = customers(arms, 1);
    long control = customers(arms, 0);
    if (customers(arms, NEITHER) > 0) {
      return refused(
          "of %d customers it is neither 0 nor 1. An experiment has those it treated and its control.",
          customers(arms, NEITHER));
    }
    if (control == 0) {
      return refused(
          "there is no control arm (%d treated). Leave a random part of the customers untreated.",
          treated);
    }
    if (Math.min(treated, control) < leastArm) {
      return refused(
          "an arm is too small (%d treated, %d control). Each needs at least %d customers.",
          treated, control, leastArm);
    }
    double imbalance = imbalance(arms.get(1), arms.get(0));
    if (imbalance > Math.max(IMBALANCE, ERRORS * Math.sqrt(1.0 / treated + 1.0 / control))) {
      return refused(
          "the arms differ before the treatment (a feature by %.2f standard deviations). Only customers drawn by lot can be compared.",
          imbalance);
    }
    double auc = propensityAuc(rows);
    if (auc > Math.max(PREDICTABLE_AUC, .5 + ERRORS * aucError(treated / 2.0, control / 2.0))) {
      return refused(
          "features tell who was treated (AUC %.3f). Only customers drawn by lot can be compared.",
          auc);
    }
    return Optional.empty();
  }

  private Optional<String> refused(String why, Object... values) {
    return Optional.of(
        "Cannot learn uplift of %s: ".formatted(treatment)
            + String.format(Locale.ROOT, why, values));
  }

  private Map<Integer, Arm> arms(Dataset<Row> rows) {
    Map<Integer, Arm> arms = new HashMap<>();
    for (Row row :
        rows.groupBy(
                when(col(treatment).equalTo(1), 1)
                    .when(col(treatment).equalTo(0), 0)
                    .otherwise(NEITHER))
            .agg(count(lit(1)), Summarizer.mean(col(features)), Summarizer.variance(col(features)))
            .collectAsList()) {
      arms.put(row.getInt(0), new Arm(row.getLong(1), row.getAs(2), row.getAs(3)));
    }
    return arms;
  }

  private static long customers(Map<Integer, Arm> arms, int treatment) {
    return arms.containsKey(treatment) ? arms.get(treatment).customers() : 0;
  }

  /** The largest difference of means, in pooled standard deviations. */
  private static double imbalance(Arm treated, Arm control) {
    double largest = 0;
    for (int i = 0; i < treated.mean().size(); i++) {
      double deviation = Math.sqrt((treated.variance().apply(i) + control.variance().apply(i)) / 2);
      double difference = Math.abs(treated.mean().apply(i) - control.mean().apply(i));
      // A feature that is constant in both arms says nothing unless its two values differ.
      largest = Math.max(largest, difference == 0 ? 0 : difference / deviation);
    }
    return largest;
  }

  /** How well half of the customers foretell the arm of the other half. */
  private double propensityAuc(Dataset<Row> rows) {
    Dataset<Row> halves = rows.withColumn(HALF, CustomerHash.fold(id, 2, 0));
    ResponseModel propensity =
        new ResponseModel().setFeaturesCol(features).setOutcomeCol(treatment);
    Dataset<Row> scored =
        propensity
            .fit(halves.where(col(HALF).equalTo(0)))
            .transform(halves.where(col(HALF).equalTo(1)));
    return RankMetrics.rocAuc(
        ScoreGroups.of(scored, ScoreColumns.of(ResponseModel.EXPECTED_OUTCOME, treatment)));
  }

  /** Standard error of the AUC of a score that means nothing (Mann and Whitney 1947). */
  private static double aucError(double positives, double negatives) {
    return Math.sqrt((positives + negatives + 1) / (12 * positives * negatives));
  }
}
