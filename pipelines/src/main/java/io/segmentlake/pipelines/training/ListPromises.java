package io.segmentlake.pipelines.training;

import io.segmentlake.models.recommendations.OutcomeWindow;
import io.segmentlake.models.recommendations.RecommendationFit;
import io.segmentlake.models.recommendations.RecommendationTables;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.PastPromises;
import io.segmentlake.pipelines.predictions.Promise;
import io.segmentlake.pipelines.predictions.SoldLines;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Promises of recommendations: the share of what a customer bought that its list held, which was
 * measured before the version spoke, and came again or did not.
 *
 * @param asOf up to the end of which outcomes are known
 */
public record ListPromises(CustomerHistory history, LocalDate asOf) implements PastPromises {
  @Override
  public String model() {
    return RecommendationTables.MODEL;
  }

  @Override
  public List<Integer> horizons() {
    return List.of(RecommendationsTrainer.OUTCOME_DAYS);
  }

  @Override
  public List<Promise> of(ModelRegistry.Entry version, LocalDate date, List<Integer> days) {
    Optional<Double> measured = measured(version);
    if (measured.isEmpty()) {
      return List.of();
    }
    RecommendationsTrainer trainer = new RecommendationsTrainer(history);
    try (Kept kept = new Kept()) {
      Dataset<Row> later = kept.of(new SoldLines(history.asKnownOn(asOf)).until(asOf));
      OutcomeWindow window = trainer.window(date, later, kept);
      return RecommendationFit.recall(window, trainer.loaded(version))
          .map(
              came ->
                  new Promise(
                      RecommendationFit.RECALL,
                      days.get(0),
                      came.persons(),
                      measured.get(),
                      came.recall()))
          .stream()
          .toList();
    }
  }

  private Optional<Double> measured(ModelRegistry.Entry version) {
    return new ModelMetrics(history.lakehouse())
        .of(version.model(), version.version()).stream()
            .filter(m -> m.predictor().equals(RecommendationFit.MODEL))
            .filter(m -> m.metric().equals(RecommendationFit.RECALL))
            .map(Measured::value)
            .findFirst();
  }
}
