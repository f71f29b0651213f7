package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.models.metrics.RankMetrics;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.ScoreGroup;
import io.segmentlake.models.metrics.ScoreGroups;
import io.segmentlake.models.metrics.ValueErrors;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The figures of a trial of value: the chosen way as {@code model}, and all beside it. */
final class ClvMeasures {
  private final ClvTrial trial;
  private final String chosen;
  private final Figures figures;
  private final double bestGini;
  private final List<Measured> measured = new ArrayList<>();

  private ClvMeasures(ClvTrial trial, String chosen) {
    this.trial = trial;
    this.chosen = chosen;
    this.figures = new Figures(trial.cutOff(), trial.days(), trial.rows().count());
    this.bestGini =
        RankMetrics.gini(
            ScoreGroups.of(trial.rows(), ScoreColumns.of(ClvTrial.REVENUE, ClvTrial.REVENUE)));
  }

  static List<Measured> of(ClvTrial trial, ClvWay way, Optional<Trainer.Champion> champion) {
    ClvMeasures measures = new ClvMeasures(trial, way.predictor());
    measures.all("model", measures.chosen);
    measures.share("above_high", col(ClvTrial.REVENUE).gt(col(measures.chosen + "_high")));
    measures.measured.add(
        measures.figures.of("model", "label_reads", measures.figures.customers()));
    for (String predictor : trial.predictors()) {
      if (!predictor.equals(measures.chosen)) {
        String name =
            predictor.equals(ClvTrial.CHAMPION) ? champion.orElseThrow().predictor() : predictor;
        measures.all(name, predictor);
        measures.against(name, predictor);
      }
    }
    // What somebody spent before is no forecast of an amount: it is ranked by alone.
    measures.ranks(ClvTrial.PAST_SPEND, ClvTrial.PAST_SPEND);
    measures.against(ClvTrial.PAST_SPEND, ClvTrial.PAST_SPEND);
    return List.copyOf(measures.measured);
  }

  private void all(String name, String column) {
    ranks(name, column);
    ScoreColumns columns = trial.scores(column);
    measured.add(figures.of(name, "mae", meanAbsolute(columns)));
    measured.add(figures.of(name, "total_bias", ValueErrors.of(trial.rows(), columns).totalBias()));
  }

  private Estimate meanAbsolute(ScoreColumns columns) {
    Dataset<Row> losses =
        trial.rows().withColumn("loss", abs(col(columns.score()).minus(col(columns.outcome()))));
    return ClvTrial.BOOTSTRAP.of(
        losses, "customer_id", ScoreColumns.of("loss", "loss"), RankMetrics::meanOutcome);
  }

  private void ranks(String name, String column) {
    ScoreColumns columns = trial.scores(column);
    measured.add(
        figures.of(
            name,
            "gini",
            ClvTrial.BOOTSTRAP.of(
                trial.rows(), "customer_id", columns, all -> RankMetrics.gini(all) / bestGini)));
    measured.add(
        figures.of(
            name,
            "top_decile_capture",
            ClvTrial.BOOTSTRAP.of(trial.rows(), "customer_id", columns, ClvMeasures::capture)));
  }

  private static double capture(List<ScoreGroup> groups) {
    return RankMetrics.capture(groups, .1);
  }

  private void share(String metric, Column holds) {
    Dataset<Row> rows = trial.rows().withColumn("holds", when(holds, 1.0).otherwise(0.0));
    measured.add(
        figures.of(
            "model",
            metric,
            ClvTrial.BOOTSTRAP.of(
                rows, "customer_id", ScoreColumns.of("holds", "holds"), RankMetrics::meanOutcome)));
  }

  /** The chosen way's less the other's, on the same customers. */
  private void against(String name, String column) {
    ScoreColumns columns = trial.scores(chosen);
    measured.add(
        figures.of(
            name,
            "model_above_in_gini",
            ClvTrial.BOOTSTRAP
                .compare(
                    trial.rows(),
                    "customer_id",
                    columns,
                    columns.scoredBy(column),
                    all -> RankMetrics.gini(all) / bestGini)
                .difference()));
    measured.add(
        figures.of(
            name,
            "model_above_in_capture",
            ClvTrial.BOOTSTRAP
                .compare(
                    trial.rows(),
                    "customer_id",
                    columns,
                    columns.scoredBy(column),
                    ClvMeasures::capture)
                .difference()));
  }
}
