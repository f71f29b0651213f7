package io.segmentlake.models.propensity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.segmentlake.models.metrics.CustomerHash;
import io.segmentlake.models.training.PinnedRows;
import io.segmentlake.models.training.Sufficiency;
import io.segmentlake.models.training.TrainingWindows;
import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains one pooled regression over pairs of persons and categories at past cut-offs, calibrates it
 * on persons that it was not fitted to, and measures it on the held-out window.
 *
 * @param sufficiency what the data must have
 * @param mostRows more pairs than this are sampled by customer
 * @param seed of folds and intervals; the same seed and rows give the same result
 */
public record PropensityTraining(Sufficiency sufficiency, long mostRows, long seed) {
  static final List<String> KEY = List.of("customer_id", "as_of", "category");

  /** With fewer categories there is nothing to choose between. */
  private static final long LEAST_CATEGORIES = 2;

  public static PropensityTraining of(long seed) {
    return new PropensityTraining(Sufficiency.USUAL, 300_000, seed);
  }

  /**
   * What cannot be had of lines sold, in words; empty if nothing lacks. Asked before there are
   * pairs, which take long to put together.
   *
   * @param lines category, of products that have one
   */
  public static String lacking(Dataset<Row> lines) {
    long categories = lines.select("category").distinct().count();
    return categories >= LEAST_CATEGORIES
        ? ""
        : "Too little data: products of %d categories were sold where %d are needed."
            .formatted(categories, LEAST_CATEGORIES);
  }

  /**
   * @param persons rows of features.customer, of persons who have ordered, at the windows' cut-offs
   * @param pairs of {@link CategoryWindow#labelled}, of the same persons and cut-offs
   * @param before the model to hold the new one against, fitted to labels that ended by the
   *     held-out cut-off
   */
  public PropensityResult<CategoryPropensity> fit(
      Dataset<Row> persons,
      Dataset<Row> pairs,
      TrainingWindows windows,
      Optional<CategoryPropensity> before) {
    if (windows.training().isEmpty()) {
      return PropensityResult.none(Sufficiency.insufficient(windows.reason()));
    }
    Dataset<Row> seen = pairs.where(at(windows.training()));
    Sufficiency.Verdict verdict = judge(persons, seen, windows);
    if (!verdict.isSufficient()) {
      return PropensityResult.none(verdict);
    }
    Transformer orders =
        CalibratedRegression.orders(
            persons.where(at(List.of(windows.latest()))), windows.horizonDays());
    CalibratedRegression regression = new CalibratedRegression(PropensityTerms.ALL, KEY, seed);
    CategoryPropensity model =
        new CategoryPropensity(
            orders, regression.fit(CategoryPropensity.joined(orders, persons, sampled(seen))));
    Column isLast = at(List.of(windows.finalCutOff()));
    Dataset<Row> heldOut =
        PinnedRows.of(
            PairScores.of(model, before, persons.where(isLast), pairs.where(isLast)), KEY);
    return PropensityResult.of(
        verdict, model, PropensityMetrics.of(heldOut, PairScores.others(before), seed));
  }

  static Column at(Collection<LocalDate> cutOffs) {
    return col("as_of").isin(cutOffs.stream().map(Date::valueOf).toArray());
  }

  private Sufficiency.Verdict judge(
      Dataset<Row> persons, Dataset<Row> pairs, TrainingWindows windows) {
    LocalDate first = persons.agg(min("first_order_on")).head().getDate(0).toLocalDate();
    Row outcomes =
        pairs
            .where(at(List.of(windows.latest())))
            .groupBy("customer_id")
            .agg(max(CalibratedRegression.LABEL).as("bought"))
            .agg(count(lit(1)), count_if(col("bought").equalTo(1)))
            .head();
    return sufficiency.judge(
        pairs.select("customer_id").distinct().count(),
        ChronoUnit.DAYS.between(first, windows.finalCutOff()) + 1,
        outcomes.getLong(1),
        outcomes.getLong(0) - outcomes.getLong(1));
  }

  private Dataset<Row> sampled(Dataset<Row> pairs) {
    long parts = (pairs.count() + mostRows - 1) / mostRows;
    return parts <= 1
        ? pairs
        : pairs.where(CustomerHash.fold("customer_id", (int) parts, seed).equalTo(0));
  }
}
