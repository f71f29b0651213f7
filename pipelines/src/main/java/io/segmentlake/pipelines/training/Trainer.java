package io.segmentlake.pipelines.training;

import io.segmentlake.models.predictions.PredictiveModel;
import io.segmentlake.models.tables.Table;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Fits one kind of model and says how good it is; {@link Training} does the rest. */
public interface Trainer {

  ModelKind kind();

  /** The tables that it is fitted to. */
  default List<Table> learnsFrom() {
    return List.of(Snapshots.TABLE);
  }

  /**
   * Fits to what was known, and measures on what came since.
   *
   * @param history training.snapshots in its lakehouse go up to {@code asOf}, the last cut-off
   * @param champion the version that speaks now; empty where none does
   */
  Fitting fit(CustomerHistory history, LocalDate asOf, Optional<Champion> champion);

  /**
   * The version that a new one is held against.
   *
   * @param trainedOn what came up to this date it may have learned from
   */
  record Champion(int version, LocalDate trainedOn, PredictiveModel model) {
    /** Its name among the predictors of model_metrics. */
    String predictor() {
      return "version " + version;
    }
  }
}
