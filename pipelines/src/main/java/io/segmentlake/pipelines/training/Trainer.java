package io.segmentlake.pipelines.training;

import io.segmentlake.models.predictions.PredictiveModel;
import io.segmentlake.models.tables.Table;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.predictions.ModelKind;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Fits one kind of model and says how good it is; {@link Training} does the rest. */
public interface Trainer {

  ModelKind kind();

  /** The table of the rows that it is fitted to. */
  default Table learnsFrom() {
    return Snapshots.TABLE;
  }

  /**
   * Fits to what was known, and measures on what came since.
   *
   * @param rows of {@link #learnsFrom}; training.snapshots go up to {@code asOf}, the last cut-off
   * @param champion the version that speaks now; empty where none does
   */
  Fitting fit(Dataset<Row> rows, LocalDate asOf, Optional<Champion> champion);

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
