package io.segmentlake.jobs.notebooks;

import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.TableLocks;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.daily.CustomerJob;
import io.segmentlake.models.churn.Algorithm;
import io.segmentlake.models.churn.ChurnTraining;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.tables.Table;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.measurement.Fairness;
import io.segmentlake.pipelines.predictions.Drift;
import io.segmentlake.pipelines.predictions.ModelKind;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.training.ChurnTrainer;
import io.segmentlake.pipelines.training.Fitting;
import io.segmentlake.pipelines.training.Training;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Churn, fitted to the snapshots of the last training in another way than that training did. The
 * champion has learned from the same cut-offs, so that the held-out window is new to both.
 */
public final class Experiment {
  private static final List<Table> WRITES =
      List.of(ModelMetrics.TABLE, Fairness.TABLE, Drift.TABLE, ModelRegistry.TABLE);

  private final RunContext context;
  private final CustomerHistory history;
  private final LocalDate trainedOn;

  private Experiment(RunContext context, CustomerHistory history, LocalDate trainedOn) {
    this.context = context;
    this.history = history;
    this.trainedOn = trainedOn;
  }

  /**
   * Finds the snapshots.
   *
   * @throws UsageException where there are none
   */
  static Experiment of(RunContext context) {
    Row last =
        context
            .lakehouse()
            .read(Snapshots.TABLE)
            .agg(functions.max("as_of"), functions.max("arrived_seq"))
            .head();
    if (last.isNullAt(0)) {
      throw new UsageException(
          "Cannot fit anything: there are no snapshots to learn from. Run: segmentlake run training");
    }
    // What arrived since is not in the snapshots, so that a training on it is another one.
    CustomerHistory all = CustomerJob.history(context);
    CustomerHistory known = new CustomerHistory(all.lakehouse(), all.zone(), last.<Long>getAs(1));
    return new Experiment(context, known, last.<Date>getAs(0).toLocalDate());
  }

  /** The business date of the last training. */
  public LocalDate trainedOn() {
    return trainedOn;
  }

  /**
   * Fits, and measures beside the champion and the baselines. Nothing is written.
   *
   * @param algorithms to choose from, simplest first; {@code logistic regression}, {@code boosted
   *     trees}
   * @param horizons days ahead: 30, 60, 90
   * @param seed of folds, trees and intervals
   * @throws UsageException where there is too little to learn from
   */
  public Fitting fit(List<String> algorithms, List<Integer> horizons, long seed) {
    refuseUnknown(horizons);
    List<Algorithm> candidates = algorithms.stream().map(Experiment::algorithm).toList();
    ChurnTraining training = ChurnTraining.of(candidates, seed);
    Fitting fitting = new Training(history).tried(new ChurnTrainer(training, horizons), trainedOn);
    if (fitting.model().isEmpty()) {
      throw new UsageException("Nothing was fitted: " + fitting.remark());
    }
    return fitting;
  }

  /**
   * Registers it as a challenger, which speaks once somebody promotes it.
   *
   * @param by who proposes it
   * @return the version
   */
  public int register(Fitting fitting, String by) {
    List<String> tables = WRITES.stream().map(Table::fullName).toList();
    try (TableLocks locks = TableLocks.take(context, tables)) {
      return new Training(history)
          .proposed(ModelKind.CHURN, trainedOn, fitting, by)
          .entry()
          .version();
    }
  }

  private static void refuseUnknown(List<Integer> horizons) {
    Optional<Integer> unknown =
        horizons.stream().filter(h -> !PredictionColumns.CHURN_HORIZONS.contains(h)).findFirst();
    if (unknown.isPresent() || horizons.isEmpty()) {
      throw new UsageException(
          "Cannot fit %s days: horizons are %s."
              .formatted(
                  unknown.map(Object::toString).orElse("no"), PredictionColumns.CHURN_HORIZONS));
    }
  }

  private static Algorithm algorithm(String text) {
    return Arrays.stream(Algorithm.values())
        .filter(algorithm -> algorithm.text().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "Unknown algorithm '%s'. There are %s."
                        .formatted(
                            text,
                            Arrays.stream(Algorithm.values())
                                .map(Algorithm::text)
                                .collect(Collectors.joining(", ")))));
  }
}
