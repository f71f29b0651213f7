package io.segmentlake.models.churn;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.min;

import io.segmentlake.models.metrics.CalibrationCurve;
import io.segmentlake.models.metrics.CustomerHash;
import io.segmentlake.models.metrics.ProbabilityMetrics;
import io.segmentlake.models.metrics.RankMetrics;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.ScoreGroup;
import io.segmentlake.models.metrics.ScoreGroups;
import io.segmentlake.models.training.PinnedRows;
import io.segmentlake.models.training.Sufficiency;
import io.segmentlake.models.training.TrainingWindows;
import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains a churn model of one horizon: candidates are compared on rolling windows by log loss, the
 * best is calibrated on customers that it was not fitted to and measured on the held-out window.
 *
 * @param sufficiency what the data must have
 * @param candidates simplest first, which is taken if two do equally well
 * @param mostRows more snapshots than this are sampled by customer
 * @param seed of folds, trees and intervals; the same seed and snapshots give the same result
 */
public record ChurnTraining(
    Sufficiency sufficiency, List<Algorithm> candidates, long mostRows, long seed) {
  private static final int BINS = 10;
  private static final String SCORE = "uncalibrated";

  public ChurnTraining {
    candidates = List.copyOf(candidates);
  }

  /** With all candidates. */
  public static ChurnTraining of(long seed) {
    return of(List.of(Algorithm.values()), seed);
  }

  /**
   * With some of them.
   *
   * @param candidates simplest first
   */
  public static ChurnTraining of(List<Algorithm> candidates, long seed) {
    return new ChurnTraining(Sufficiency.USUAL, candidates, 200_000, seed);
  }

  /** Without a model that speaks already. */
  public ChurnResult fit(Dataset<Row> snapshots, TrainingWindows windows) {
    return fit(snapshots, windows, Optional.empty());
  }

  /**
   * @param snapshots rows of {@link io.segmentlake.models.training.Snapshots} at the windows'
   *     cut-offs
   * @param before the model to hold the new one against, of the same horizon, fitted to labels that
   *     ended by the held-out cut-off
   */
  public ChurnResult fit(
      Dataset<Row> snapshots, TrainingWindows windows, Optional<ChurnModel> before) {
    if (windows.training().isEmpty()) {
      return ChurnResult.none(Sufficiency.insufficient(windows.reason()), windows);
    }
    Dataset<Row> labelled = TrainingRows.needed(TrainingRows.of(snapshots, windows.horizonDays()));
    Dataset<Row> rows = sampled(labelled.where(TrainingRows.at(windows.training())));
    Sufficiency.Verdict verdict = judge(rows, windows);
    if (!verdict.isSufficient()) {
      return ChurnResult.none(verdict, windows);
    }
    List<CandidateScore> scores = compare(rows, windows);
    Algorithm champion = champion(scores);
    ChurnModel model = calibrated(rows, windows, champion);
    Dataset<Row> heldOut =
        PinnedRows.of(labelled.where(TrainingRows.at(List.of(windows.finalCutOff()))));
    Dataset<Row> scored =
        model.scored(
            before.map(b -> b.prefixed(ChurnMetrics.BEFORE).transform(heldOut)).orElse(heldOut));
    ChurnMetrics metrics = ChurnMetrics.of(scored, seed);
    ChurnResult.Fitted fitted = new ChurnResult.Fitted(model, champion, metrics);
    return new ChurnResult(verdict, windows, Optional.of(fitted), scores);
  }

  private Dataset<Row> sampled(Dataset<Row> all) {
    Dataset<Row> rows = PinnedRows.of(all);
    long parts = (rows.count() + mostRows - 1) / mostRows;
    return parts <= 1
        ? rows
        : rows.where(CustomerHash.fold("customer_id", (int) parts, seed).equalTo(0));
  }

  private Sufficiency.Verdict judge(Dataset<Row> rows, TrainingWindows windows) {
    Column isLatest = TrainingRows.at(List.of(windows.latest()));
    Column churned = col(TrainingRows.LABEL).equalTo(1);
    Row counts =
        rows.agg(
                countDistinct("customer_id"),
                min("first_order_on"),
                count_if(isLatest.and(churned)),
                count_if(isLatest.and(col(TrainingRows.LABEL).equalTo(0))))
            .head();
    if (counts.isNullAt(1)) {
      return sufficiency.judge(0, 0, 0, 0);
    }
    LocalDate first = ((Date) counts.get(1)).toLocalDate();
    long days = ChronoUnit.DAYS.between(first, windows.finalCutOff()) + 1;
    return sufficiency.judge(counts.getLong(0), days, counts.getLong(2), counts.getLong(3));
  }

  private List<CandidateScore> compare(Dataset<Row> rows, TrainingWindows windows) {
    List<CandidateScore> scores = new ArrayList<>();
    for (Split split : Split.rolling(windows, seed)) {
      PreparedSplit prepared = PreparedSplit.of(rows, split, windows.horizonDays());
      for (Algorithm algorithm : candidates) {
        scores.add(score(algorithm, split.name(), prepared.judged(algorithm, seed)));
      }
    }
    return scores;
  }

  private static CandidateScore score(Algorithm algorithm, String split, Dataset<Row> judged) {
    Dataset<Row> scored =
        judged.withColumn(SCORE, expr("1 / (1 + exp(-" + MarginModel.MARGIN + "))"));
    List<ScoreGroup> groups = ScoreGroups.of(scored, ScoreColumns.of(SCORE, TrainingRows.LABEL));
    return new CandidateScore(
        algorithm,
        split,
        RankMetrics.rocAuc(groups),
        RankMetrics.averagePrecision(groups),
        ProbabilityMetrics.brier(groups),
        ProbabilityMetrics.logLoss(groups),
        CalibrationCurve.of(groups, BINS).expectedError());
  }

  private Algorithm champion(List<CandidateScore> scores) {
    return candidates.stream()
        .min(
            Comparator.comparingDouble(
                candidate ->
                    scores.stream()
                        .filter(score -> score.algorithm() == candidate)
                        .collect(Collectors.averagingDouble(CandidateScore::logLoss))))
        .orElseThrow();
  }

  private ChurnModel calibrated(Dataset<Row> rows, TrainingWindows windows, Algorithm champion) {
    int days = windows.horizonDays();
    Dataset<Row> unseen =
        Split.ofCustomers(seed).stream()
            .map(split -> PreparedSplit.of(rows, split, days).judged(champion, seed))
            .reduce(Dataset::unionByName)
            .orElseThrow()
            .select("customer_id", "as_of", TrainingRows.LABEL, MarginModel.MARGIN);
    Dataset<Row> pinned = PinnedRows.of(unseen);
    PipelineModel calibration = Calibration.fit(pinned);
    MarginModel margin = PreparedSplit.of(rows, Split.none(), days).fit(champion, seed);
    double orderOdds = odds(1 - pinned.agg(avg(TrainingRows.LABEL)).head().getDouble(0));
    return new ChurnModel(margin, calibration)
        .setHorizonDays(days)
        .setHighFrom(1 / (1 + orderOdds / 2))
        .setLowBelow(1 / (1 + 2 * orderOdds));
  }

  private static double odds(double probability) {
    return probability / (1 - probability);
  }
}
