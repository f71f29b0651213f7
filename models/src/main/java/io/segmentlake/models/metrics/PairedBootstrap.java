package io.segmentlake.models.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Intervals of measures by drawing customers anew (Efron's percentile interval). Two scores are
 * compared under the same draws, so that what is hard about the customers cancels out.
 *
 * <p>The draws depend on customer and seed alone. Measured values are those of {@link ScoreGroups};
 * the draws see at most 1,000 groups of equal counts a score, so that their sums fit into memory (8
 * MB a score and 200 replicates): within a group the order of customers is lost.
 */
public final class PairedBootstrap {
  private static final int BINS = 1_000;

  private final int replicates;
  private final double level;
  private final long seed;

  private PairedBootstrap(int replicates, double level, long seed) {
    this.replicates = replicates;
    this.level = level;
    this.seed = seed;
  }

  /** Intervals of 95 %. */
  public static PairedBootstrap of(int replicates, long seed) {
    if (replicates < 20 || replicates > 1_000) {
      throw new IllegalArgumentException(
          "Cannot draw customers anew: %d replicates are asked for. From 20 to 1000 are allowed."
              .formatted(replicates));
    }
    return new PairedBootstrap(replicates, .95, seed);
  }

  /**
   * A measure of one score.
   *
   * @param id column that names the customer
   */
  public Estimate of(Dataset<Row> rows, String id, ScoreColumns score, ScoreMetric metric) {
    List<ScoreGroup> groups = ScoreGroups.of(rows, score);
    BootstrapSums sums = draw(rows, id, List.of(score), List.of(groups));
    return interval(metric.of(groups), i -> metric.of(sums.groups(0, i)));
  }

  /**
   * A measure of two scores, and of their difference. For the mean of a loss let score and outcome
   * both name the loss, and the measure be {@link RankMetrics#meanOutcome}.
   *
   * @param id column that names the customer
   */
  public Comparison compare(
      Dataset<Row> rows, String id, ScoreColumns first, ScoreColumns second, ScoreMetric metric) {
    List<ScoreGroup> one = ScoreGroups.of(rows, first);
    List<ScoreGroup> other = ScoreGroups.of(rows, second);
    BootstrapSums sums = draw(rows, id, List.of(first, second), List.of(one, other));
    double measured = metric.of(one);
    double against = metric.of(other);
    return new Comparison(
        measured,
        against,
        interval(
            measured - against, i -> metric.of(sums.groups(0, i)) - metric.of(sums.groups(1, i))));
  }

  private BootstrapSums draw(
      Dataset<Row> rows, String id, List<ScoreColumns> scores, List<List<ScoreGroup>> groups) {
    List<EqualCountBins> bins = groups.stream().map(each -> EqualCountBins.of(each, BINS)).toList();
    List<Column> columns = new ArrayList<>(List.of(CustomerHash.of(id)));
    scores.forEach(score -> columns.addAll(List.of(score.numbers())));
    int count = replicates;
    long chance = seed;
    return rows.select(columns.toArray(Column[]::new))
        .javaRDD()
        .mapPartitions(
            part -> {
              BootstrapSums sums = new BootstrapSums(bins, count, chance);
              part.forEachRemaining(row -> sums.add(row.getLong(0), numbers(row, bins.size())));
              return List.of(sums).iterator();
            })
        .treeReduce(BootstrapSums::plus);
  }

  private static double[][] numbers(Row row, int scores) {
    double[][] numbers = new double[scores][ScoreColumns.NUMBERS];
    for (int i = 0; i < scores; i++) {
      for (int k = 0; k < ScoreColumns.NUMBERS; k++) {
        numbers[i][k] = row.getDouble(1 + i * ScoreColumns.NUMBERS + k);
      }
    }
    return numbers;
  }

  /** Replicates in which the measure has no meaning are left out. */
  private Estimate interval(double measured, IntToDoubleFunction replicate) {
    double[] drawn =
        IntStream.range(0, replicates)
            .mapToDouble(replicate)
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    double tail = (1 - level) / 2;
    return new Estimate(measured, quantile(drawn, tail), quantile(drawn, 1 - tail));
  }

  /** Linear between order statistics (type 7 of Hyndman and Fan 1996); NaN of none. */
  static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
