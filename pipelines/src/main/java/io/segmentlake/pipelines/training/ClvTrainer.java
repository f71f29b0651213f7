package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.clv.CustomerValue;
import io.segmentlake.models.metrics.Comparison;
import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.models.metrics.PairedBootstrap;
import io.segmentlake.models.metrics.RankMetrics;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.ScoreGroup;
import io.segmentlake.models.metrics.ScoreGroups;
import io.segmentlake.models.metrics.ValueErrors;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.predictions.ModelKind;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains the model of customers' value: fitted half a year back and held against what came since,
 * then fitted to all that is known.
 */
public final class ClvTrainer implements Trainer {
  /** The outcome that the held-out fit is compared with. */
  static final int OUTCOME_DAYS = Snapshots.VALUE_HORIZON;

  /** With fewer customers who came back, quantiles of a customer say little. */
  private static final long LEAST_CUSTOMERS = 500;

  private static final PairedBootstrap BOOTSTRAP = PairedBootstrap.of(200, 1);
  private static final ScoreColumns MODEL = ScoreColumns.of("model", "revenue");

  @Override
  public ModelKind kind() {
    return ModelKind.CLV;
  }

  @Override
  public Fitting fit(Dataset<Row> snapshots, LocalDate asOf, Optional<Champion> champion) {
    Dataset<Row> now = buyers(snapshots, asOf);
    long customers = now.count();
    if (customers < LEAST_CUSTOMERS) {
      return Fitting.insufficient(
          "%,d customers have ordered, %,d are wanted".formatted(customers, LEAST_CUSTOMERS));
    }
    CustomerValue.Fit fit = CustomerValue.fit(now);
    if (fit.model() == null) {
      return Fitting.insufficient(fit.remark());
    }
    return new Fitting(
        Optional.of(fit.model()),
        fit.remark(),
        heldOut(snapshots, asOf.minusDays(OUTCOME_DAYS)),
        champion.map(
            c ->
                new Fitting.Challenge(
                    false,
                    "waits for 'models promote': version %d has learned from the outcomes that both would be held against"
                        .formatted(c.version()))));
  }

  /** The same fit as it would have been before the outcome, beside past spend. */
  private static List<Measured> heldOut(Dataset<Row> snapshots, LocalDate cutOff) {
    Dataset<Row> then = buyers(snapshots, cutOff);
    long customers = then.count();
    if (customers < LEAST_CUSTOMERS) {
      return List.of();
    }
    CustomerValue.Fit fit = CustomerValue.fit(then);
    if (fit.model() == null) {
      return List.of();
    }
    try (Kept kept = new Kept()) {
      Dataset<Row> predicted =
          kept.of(
              fit.model()
                  .valueWithin(OUTCOME_DAYS, then)
                  .select(
                      col("customer_id"),
                      // Of whom more went back than came in nothing is expected.
                      coalesce(col("predicted_value"), lit(0.0)).as("model"),
                      col("revenue_lifetime").cast("double").as("past_spend"),
                      col(Snapshots.revenue(OUTCOME_DAYS)).cast("double").as("revenue")));
      Figures figures = new Figures(cutOff, OUTCOME_DAYS, customers);
      List<Measured> measured = new ArrayList<>(ranks(predicted, MODEL, figures));
      ValueErrors errors = ValueErrors.of(predicted, MODEL);
      measured.add(figures.of("model", "mae", errors.meanAbsolute()));
      measured.add(figures.of("model", "total_bias", errors.totalBias()));
      // What somebody spent before is no forecast of an amount: it is ranked by alone.
      measured.addAll(ranks(predicted, MODEL.scoredBy("past_spend"), figures));
      Comparison above =
          BOOTSTRAP.compare(
              predicted,
              "customer_id",
              MODEL,
              MODEL.scoredBy("past_spend"),
              groups -> RankMetrics.capture(groups, .1));
      measured.add(figures.of("past_spend", "model_above_in_capture", above.difference()));
      return measured;
    }
  }

  private static List<Measured> ranks(
      Dataset<Row> predicted, ScoreColumns columns, Figures figures) {
    List<ScoreGroup> groups = ScoreGroups.of(predicted, columns);
    List<ScoreGroup> perfect = ScoreGroups.of(predicted, columns.scoredBy("revenue"));
    Estimate capture =
        BOOTSTRAP.of(predicted, "customer_id", columns, all -> RankMetrics.capture(all, .1));
    return List.of(
        figures.of(columns.score(), "gini", RankMetrics.gini(groups, perfect)),
        figures.of(columns.score(), "top_decile_capture", capture));
  }

  private static Dataset<Row> buyers(Dataset<Row> snapshots, LocalDate cutOff) {
    return snapshots
        .where(col("as_of").equalTo(lit(Date.valueOf(cutOff))))
        .where(col("order_days").gt(0));
  }
}
