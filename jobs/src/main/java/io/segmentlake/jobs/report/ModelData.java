package io.segmentlake.jobs.report;

import io.segmentlake.pipelines.measurement.Fairness;
import io.segmentlake.pipelines.predictions.Drift;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.Outcomes;
import java.util.List;

/**
 * One model on the page's date: the version that speaks, or the newest where none does.
 *
 * @param speaks whether it is the champion of the date
 * @param measured on held-out customers, beside all baselines
 * @param drift of the last day that was counted, what moved most first
 * @param fairness by groups of customers
 * @param outcomes what was promised on earlier dates, and what came
 */
record ModelData(
    ModelRegistry.Entry version,
    boolean speaks,
    String purpose,
    List<Measured> measured,
    List<Drift.Entry> drift,
    List<Fairness.Entry> fairness,
    List<Outcomes.Entry> outcomes) {

  ModelData {
    measured = List.copyOf(measured);
    drift = List.copyOf(drift);
    fairness = List.copyOf(fairness);
    outcomes = List.copyOf(outcomes);
  }
}
