package io.segmentlake.models.propensity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Pairs with what each predictor says of them:
 *
 * <ul>
 *   <li>{@code model};
 *   <li>{@code popularity}: the category's share of the shop's orders of the last 30 days;
 *   <li>{@code past_share}: its share of what the person bought;
 *   <li>{@code rate_and_share}: P(an order) under Pareto/NBD times the person's share of a year,
 *       the shop's as prior: what one gets without learning from outcomes;
 *   <li>{@code champion}: the model before, where there was one.
 * </ul>
 */
final class PairScores {
  private static final Map<String, String> BASELINES = new LinkedHashMap<>();

  static {
    BASELINES.put("popularity", "shop_share");
    BASELINES.put("past_share", "own_days_lifetime / double(greatest(all_days_lifetime, 1))");
    BASELINES.put(
        "rate_and_share",
        "(1 - coalesce(btyd_p_no_order, 1)) * (own_days_365d + shop_share) / (all_days_365d + 1)");
  }

  private PairScores() {}

  /** Predictors beside the model. */
  static List<String> others(Optional<CategoryPropensity> before) {
    List<String> others = new ArrayList<>(BASELINES.keySet());
    before.ifPresent(b -> others.add(PropensityMetrics.CHAMPION));
    return others;
  }

  /** One row per pair: its key, label, and a column per predictor. */
  static Dataset<Row> of(
      CategoryPropensity model,
      Optional<CategoryPropensity> before,
      Dataset<Row> persons,
      Dataset<Row> pairs) {
    List<Column> columns = key();
    columns.add(col(CalibratedRegression.LABEL));
    columns.add(col(CalibratedRegression.PROBABILITY).as(PropensityMetrics.MODEL));
    BASELINES.forEach((name, score) -> columns.add(expr(score).as(name)));
    Dataset<Row> scored = model.scored(persons, pairs).select(columns.toArray(Column[]::new));
    return before
        .map(
            b ->
                scored.join(
                    scores(b, persons, pairs), PropensityTraining.KEY.toArray(String[]::new)))
        .orElse(scored);
  }

  private static Dataset<Row> scores(
      CategoryPropensity before, Dataset<Row> persons, Dataset<Row> pairs) {
    List<Column> columns = key();
    columns.add(col(CalibratedRegression.PROBABILITY).as(PropensityMetrics.CHAMPION));
    return before.scored(persons, pairs).select(columns.toArray(Column[]::new));
  }

  private static List<Column> key() {
    List<Column> columns = new ArrayList<>();
    PropensityTraining.KEY.forEach(name -> columns.add(col(name)));
    return columns;
  }
}
