package io.segmentlake.pipelines.training;

import io.segmentlake.models.churn.ChurnMetrics;
import io.segmentlake.models.churn.ChurnModel;
import io.segmentlake.models.churn.ChurnResult;
import io.segmentlake.models.churn.ChurnRisks;
import io.segmentlake.models.churn.ChurnTraining;
import io.segmentlake.models.metrics.CalibrationCurve;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.models.training.TrainingWindows;
import io.segmentlake.pipelines.AtOnce;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.measurement.Fairness;
import io.segmentlake.pipelines.predictions.ModelKind;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Trains churn at each horizon that history is long enough for. */
public final class ChurnTrainer implements Trainer {
  private static final long SEED = 1;

  private final ChurnTraining training;
  private final List<Integer> horizons;

  public ChurnTrainer() {
    this(ChurnTraining.of(SEED), PredictionColumns.CHURN_HORIZONS);
  }

  /**
   * Trained otherwise than usual.
   *
   * @param horizons days ahead, of those in predictions.churn
   */
  public ChurnTrainer(ChurnTraining training, List<Integer> horizons) {
    this.training = training;
    this.horizons = horizons;
  }

  @Override
  public ModelKind kind() {
    return ModelKind.CHURN;
  }

  @Override
  public Fitting fit(CustomerHistory history, LocalDate asOf, Optional<Champion> champion) {
    Dataset<Row> snapshots = history.lakehouse().read(Snapshots.TABLE);
    Optional<LocalDate> first = Snapshots.firstOrder(snapshots, asOf);
    if (first.isEmpty()) {
      return Fitting.insufficient("nobody has ordered");
    }
    LocalDate start = first.get();
    List<Callable<ChurnResult>> work = new ArrayList<>();
    for (int days : horizons) {
      TrainingWindows windows = TrainingWindows.of(start, asOf, days);
      Optional<ChurnModel> before = champion.flatMap(c -> ((ChurnRisks) c.model()).of(days));
      work.add(() -> training.fit(snapshots, windows, before));
    }
    Map<Integer, ChurnResult> results = new LinkedHashMap<>();
    AtOnce.run(work).forEach(result -> results.put(result.windows().horizonDays(), result));
    List<ChurnResult.Fitted> fitted =
        results.values().stream().flatMap(result -> result.fitted().stream()).toList();
    if (fitted.isEmpty()) {
      return Fitting.insufficient(remark(results));
    }
    List<Measured> measured = new ArrayList<>();
    List<Fairness.Entry> fairness = new ArrayList<>();
    for (ChurnResult result : results.values()) {
      if (result.fitted().isPresent()) {
        ChurnMetrics heldOut = result.fitted().get().heldOut();
        measured.addAll(measured(result.windows(), heldOut, champion));
        fairness.addAll(fairness(result.windows(), heldOut));
      }
    }
    return new Fitting(
        Optional.of(new ChurnRisks(fitted.stream().map(ChurnResult.Fitted::model).toList())),
        remark(results),
        measured,
        champion.map(c -> ChurnChallenge.of(c, results)),
        fairness);
  }

  /** What lacks at which horizon. */
  private static String remark(Map<Integer, ChurnResult> results) {
    return results.entrySet().stream()
        .map(
            e -> {
              ChurnResult result = e.getValue();
              String lack =
                  result.verdict().isSufficient()
                      ? result.windows().reason()
                      : result.verdict().reason();
              return lack.isEmpty() ? "" : "%d days: %s".formatted(e.getKey(), lack);
            })
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static List<Fairness.Entry> fairness(TrainingWindows windows, ChurnMetrics heldOut) {
    return heldOut.groups().stream()
        .map(group -> new Fairness.Entry(windows.finalCutOff(), windows.horizonDays(), group))
        .toList();
  }

  private static List<Measured> measured(
      TrainingWindows windows, ChurnMetrics heldOut, Optional<Champion> champion) {
    Figures figures =
        new Figures(windows.finalCutOff(), windows.horizonDays(), heldOut.customers());
    List<Measured> all = new ArrayList<>();
    all.add(figures.of("model", "roc_auc", heldOut.rocAuc()));
    all.add(figures.of("model", "average_precision", heldOut.averagePrecision()));
    all.add(figures.of("model", "brier", heldOut.brier()));
    all.add(figures.of("model", "log_loss", heldOut.logLoss()));
    all.add(figures.of("model", "calibration_error", heldOut.calibrationError()));
    all.add(figures.of("model", "label_reads", heldOut.customers()));
    heldOut
        .rocAucAgainst()
        .forEach(
            (name, comparison) -> {
              String predictor =
                  name.equals(ChurnMetrics.CHAMPION) ? champion.orElseThrow().predictor() : name;
              all.add(figures.of(predictor, "roc_auc", comparison.second()));
              all.add(figures.of(predictor, "model_above_in_roc_auc", comparison.difference()));
            });
    List<CalibrationCurve.Bin> deciles = heldOut.deciles().bins();
    for (int i = 0; i < deciles.size(); i++) {
      all.add(figures.of("model", "promised_rate_" + (i + 1), deciles.get(i).meanScore()));
      all.add(figures.of("model", "observed_rate_" + (i + 1), deciles.get(i).meanOutcome()));
      all.add(figures.of("model", "lift_" + (i + 1), heldOut.lift().get(i)));
    }
    return all;
  }
}
