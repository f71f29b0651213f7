package io.segmentlake.models.metrics;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a prediction does for the customers of one group, for example of one country.
 *
 * @param attribute what customers are told apart by
 * @param group {@code unknown} where the attribute is, {@code other} for groups that are small
 * @param customers of the group
 * @param promised mean of the predictions: of a probability, or of an amount
 * @param observed share with the outcome, or mean amount
 * @param margin half the 95 % interval of what is observed, as far as it is chance
 * @param rocAuc of the group's customers among themselves; NaN if all have one outcome, and of
 *     amounts
 * @param calibrationError expected calibration error over ten bins of equal counts; NaN of amounts
 */
public record GroupScore(
    String attribute,
    String group,
    long customers,
    double promised,
    double observed,
    double margin,
    double rocAuc,
    double calibrationError) {
  /** Groups with fewer customers are told together: their figures would be chance. */
  public static final int LEAST_CUSTOMERS = 50;

  private static final int BINS = 10;

  /** Scores that are equal to three digits are one: it bounds what comes to the driver. */
  private static final int DIGITS = 3;

  /** Half of a 95 % interval, in standard errors. */
  static final double HALF_INTERVAL = 1.96;

  /** Of a probability: of each attribute the groups, by name. */
  public static List<GroupScore> of(
      Dataset<Row> rows, ScoreColumns score, Map<String, Column> attributes) {
    Map<Key, List<ScoreGroup>> groups = new TreeMap<>(Key.ORDER);
    scoresOf(rows, score, attributes).forEach(groups::put);
    List<GroupScore> all = new ArrayList<>();
    groupedSmall(groups).forEach((key, scores) -> all.add(of(key, merged(scores))));
    return all;
  }

  /**
   * By how much promise and observation differ beyond chance: the distance that is left when the
   * margin is taken off, 0 for none.
   */
  public double unfairness() {
    return Math.max(0, Math.abs(promised - observed) - margin);
  }

  /** Of the observed share of a probability's outcome. */
  public static double margin(double observed, long customers) {
    return HALF_INTERVAL * Math.sqrt(observed * (1 - observed) / customers);
  }

  private record Key(String attribute, String group) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::attribute).thenComparing(Key::group);
  }

  private static Map<Key, List<ScoreGroup>> scoresOf(
      Dataset<Row> rows, ScoreColumns score, Map<String, Column> attributes) {
    List<Row> sums =
        byAttribute(rows, score, attributes)
            .groupBy(col("attribute"), col("own"), round(col("score"), DIGITS))
            .agg(sum("score"), count(lit(1)), sum("outcome"))
            .collectAsList();
    Map<Key, List<ScoreGroup>> groups = new TreeMap<>(Key.ORDER);
    for (Row row : sums) {
      long weight = row.getLong(4);
      groups
          .computeIfAbsent(new Key(row.getString(0), row.getString(1)), key -> new ArrayList<>())
          .add(ScoreGroup.of(row.getDouble(3) / weight, weight, row.getDouble(5)));
    }
    return groups;
  }

  /** One row per row and attribute: attribute, own (its value), score, outcome. */
  static Dataset<Row> byAttribute(
      Dataset<Row> rows, ScoreColumns score, Map<String, Column> attributes) {
    List<Column> entries = new ArrayList<>();
    attributes.forEach(
        (name, value) -> {
          entries.add(lit(name));
          entries.add(coalesce(value, lit("unknown")));
        });
    return rows.select(
        explode(map(entries.toArray(Column[]::new))).as(new String[] {"attribute", "own"}),
        score.scoreColumn().as("score"),
        score.outcomeColumn().as("outcome"));
  }

  private static Map<Key, List<ScoreGroup>> groupedSmall(Map<Key, List<ScoreGroup>> groups) {
    Map<Key, List<ScoreGroup>> told = new TreeMap<>(Key.ORDER);
    groups.forEach(
        (key, scores) -> {
          boolean isSmall = RankMetrics.weight(scores) < LEAST_CUSTOMERS;
          told.computeIfAbsent(
                  isSmall ? new Key(key.attribute(), "other") : key, k -> new ArrayList<>())
              .addAll(scores);
        });
    return told;
  }

  /** Small groups can have scores in common. */
  private static List<ScoreGroup> merged(List<ScoreGroup> scores) {
    Map<Double, ScoreGroup> byScore = new TreeMap<>();
    for (ScoreGroup group : scores) {
      byScore.merge(
          group.score(),
          group,
          (a, b) -> ScoreGroup.of(a.score(), a.weight() + b.weight(), a.outcome() + b.outcome()));
    }
    return ScoreGroups.sorted(List.copyOf(byScore.values()));
  }

  private static GroupScore of(Key key, List<ScoreGroup> scores) {
    double customers = RankMetrics.weight(scores);
    double promised = scores.stream().mapToDouble(g -> g.weight() * g.score()).sum() / customers;
    double observed = RankMetrics.meanOutcome(scores);
    return new GroupScore(
        key.attribute(),
        key.group(),
        (long) customers,
        promised,
        observed,
        margin(observed, (long) customers),
        RankMetrics.rocAuc(scores),
        CalibrationCurve.of(scores, BINS).expectedError());
  }
}
