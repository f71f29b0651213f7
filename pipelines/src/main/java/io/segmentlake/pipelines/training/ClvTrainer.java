package io.segmentlake.pipelines.training;

import io.segmentlake.models.clv.CustomerValue;
import io.segmentlake.models.clv.ValueModel;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelKind;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains the model of customers' value: both ways are fitted half a year back and held against what
 * came since ({@link ClvChoice}), then the better one is fitted to all that is known.
 */
public final class ClvTrainer implements Trainer {
  /** The outcome that the held-out fits are compared with. */
  static final int OUTCOME_DAYS = Snapshots.VALUE_HORIZON;

  @Override
  public ModelKind kind() {
    return ModelKind.CLV;
  }

  @Override
  public Fitting fit(CustomerHistory history, LocalDate asOf, Optional<Champion> champion) {
    Dataset<Row> snapshots = history.lakehouse().read(Snapshots.TABLE);
    ClvFits fits = new ClvFits(snapshots);
    CustomerValue.Fit btyd = fits.btyd(asOf);
    if (btyd.model() == null) {
      return Fitting.insufficient(btyd.remark());
    }
    Optional<ClvTrial> trial = ClvTrial.ofBothWays(fits, asOf.minusDays(OUTCOME_DAYS), champion);
    ClvChoice choice = ClvChoice.of(trial, champion);
    Optional<ValueModel> chosen = fits.fit(choice.way(), asOf);
    if (chosen.isEmpty()) {
      return Fitting.insufficient("what came of the last half year is too little for two parts");
    }
    List<Measured> measured =
        trial.map(t -> ClvMeasures.of(t, choice.way(), champion)).orElse(List.of());
    return new Fitting(
        Optional.of(chosen.get()),
        Stream.of(choice.words(), btyd.remark())
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining("; ")),
        measured,
        champion.map(c -> new ClvChallenge(fits, asOf, c).of(choice, trial)),
        trial.map(t -> new ValueFairness(t).of(choice.way().predictor())).orElse(List.of()));
  }
}
