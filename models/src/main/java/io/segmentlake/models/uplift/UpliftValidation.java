package io.segmentlake.models.uplift;

import io.segmentlake.models.metrics.CustomerHash;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.ScoreGroups;
import io.segmentlake.models.metrics.UpliftMetrics;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Repeated cross-validation of learners on a randomised experiment. A customer's fold depends on
 * its id, the seed and the repeat alone, so all learners meet the same folds.
 *
 * @param id column that names the customer
 * @param folds of a repeat
 * @param repeats each with folds of its own
 */
public record UpliftValidation(String id, int folds, int repeats, long seed) {
  private static final String FOLD = "fold_of_customer";

  /**
   * Normalised Qini of each test fold.
   *
   * @param rows one per customer; read twice a fold, so hold them in memory
   * @param learner sees the other folds only
   * @param columns the score that the learnt model adds, the outcome and the treatment
   */
  public FoldScores qini(
      Dataset<Row> rows, Estimator<PipelineModel> learner, ScoreColumns columns) {
    List<Double> scores = new ArrayList<>();
    for (int repeat = 0; repeat < repeats; repeat++) {
      Dataset<Row> folded = rows.withColumn(FOLD, CustomerHash.fold(id, folds, seed + repeat));
      for (int fold = 0; fold < folds; fold++) {
        Dataset<Row> others = folded.where(folded.col(FOLD).notEqual(fold));
        Dataset<Row> tested = folded.where(folded.col(FOLD).equalTo(fold));
        Dataset<Row> scored = learner.fit(others).transform(tested);
        scores.add(UpliftMetrics.qini(ScoreGroups.of(scored, columns)));
      }
    }
    return new FoldScores(scores, folds);
  }
}
