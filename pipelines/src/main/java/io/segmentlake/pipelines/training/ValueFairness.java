package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.segmentlake.models.metrics.GroupAmounts;
import io.segmentlake.models.metrics.GroupScore;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.training.Attributes;
import io.segmentlake.pipelines.measurement.Fairness;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whether a prediction of value is as good for one group of customers as for another. */
final class ValueFairness {
  /** A group may be promised this much too little or too much, as a share of what it brings. */
  private static final double MOST_OFF = .1;

  private final ClvTrial trial;

  ValueFairness(ClvTrial trial) {
    this.trial = trial;
  }

  /** What each group was promised, and brought. */
  List<Fairness.Entry> of(String predictor) {
    return groups(trial.rows(), trial.scores(predictor)).stream()
        .map(group -> new Fairness.Entry(trial.cutOff(), trial.days(), group))
        .toList();
  }

  /**
   * The group whose part of the total a prediction gets most wrong, beyond chance and beyond what
   * speaks now. Both are brought to the total that came: how far that was missed is held against a
   * version of its own.
   *
   * @param before the column of what speaks now
   * @return in words; empty where there is none
   */
  Optional<String> objection(String predictor, String before) {
    Map<List<String>, Double> offBefore = new HashMap<>();
    shares(before).forEach(group -> offBefore.put(name(group), off(group)));
    return shares(predictor).stream()
        .filter(group -> off(group) > Math.max(MOST_OFF, offBefore.getOrDefault(name(group), 0.0)))
        .max(Comparator.comparingDouble(ValueFairness::off))
        .map(
            group ->
                "unfair to %s %s, which brought %.2f a customer and had %.2f of the same total promised"
                    .formatted(
                        group.attribute().replace('_', ' '),
                        group.group(),
                        group.observed(),
                        group.promised()));
  }

  private static List<String> name(GroupScore group) {
    return List.of(group.attribute(), group.group());
  }

  private static double off(GroupScore group) {
    return group.unfairness() / Math.max(Math.abs(group.promised()), Math.abs(group.observed()));
  }

  private List<GroupScore> shares(String predictor) {
    ScoreColumns columns = trial.scores(predictor);
    Row totals = trial.rows().agg(sum(columns.score()), sum(columns.outcome())).head();
    // Where nothing was promised, or nothing came, no part is larger than another.
    if (totals.isNullAt(0) || totals.getDouble(0) <= 0 || totals.getDouble(1) <= 0) {
      return List.of();
    }
    Column scaled = col(columns.score()).multiply(lit(totals.getDouble(1) / totals.getDouble(0)));
    return groups(trial.rows().withColumn(columns.score(), scaled), columns);
  }

  private static List<GroupScore> groups(Dataset<Row> rows, ScoreColumns columns) {
    return GroupAmounts.of(rows, columns, Attributes.of(rows));
  }
}
