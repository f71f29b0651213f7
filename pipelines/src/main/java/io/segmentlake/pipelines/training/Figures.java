package io.segmentlake.pipelines.training;

import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import java.time.LocalDate;

/**
 * Makes figures of one window.
 *
 * @param cutOff from which it was predicted
 * @param horizonDays that the outcome covers
 * @param customers in the window
 */
record Figures(LocalDate cutOff, int horizonDays, long customers) {

  Measured of(String predictor, String metric, double value) {
    return new Measured(cutOff, horizonDays, predictor, metric, value, null, null, customers);
  }

  Measured of(String predictor, String metric, Estimate estimate) {
    return new Measured(
        cutOff,
        horizonDays,
        predictor,
        metric,
        estimate.value(),
        estimate.low(),
        estimate.high(),
        customers);
  }
}
