package io.segmentlake.models.propensity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.segmentlake.models.clv.OrderHistories;
import io.segmentlake.models.training.PinnedRows;
import io.segmentlake.models.training.Sufficiency;
import io.segmentlake.models.training.TrainingWindows;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains who orders after a campaign e-mail on persons at past cut-offs, and measures on the
 * held-out window beside {@code orders_per_email} of the last year, {@code recency} of the last
 * order, and {@code expected_orders} under Pareto/NBD.
 *
 * @param sufficiency what the data must have
 * @param seed of folds and intervals; the same seed and rows give the same result
 */
public record ConversionTraining(Sufficiency sufficiency, long seed) {
  private static final List<String> KEY = List.of("customer_id", "as_of");
  private static final Map<String, String> BASELINES = new LinkedHashMap<>();

  static {
    BASELINES.put("orders_per_email", "orders_365d / double(greatest(email_delivered_365d, 1))");
    BASELINES.put("recency", "-days_since_last_order");
    BASELINES.put("expected_orders", "coalesce(btyd_expected_orders, 0)");
  }

  public static ConversionTraining of(long seed) {
    return new ConversionTraining(Sufficiency.USUAL, seed);
  }

  /**
   * @param persons rows of features.customer, of persons who have ordered, at the windows' cut-offs
   * @param outcomes of {@link CampaignOrders} at the same
   * @param before the model to hold the new one against, fitted to labels that ended by the
   *     held-out cut-off
   */
  public PropensityResult<CampaignConversion> fit(
      Dataset<Row> persons,
      Dataset<Row> outcomes,
      TrainingWindows windows,
      Optional<CampaignConversion> before) {
    if (windows.training().isEmpty()) {
      return PropensityResult.none(Sufficiency.insufficient(windows.reason()));
    }
    Dataset<Row> rows = persons.join(outcomes, new String[] {"as_of", "customer_id"});
    Dataset<Row> seen = rows.where(PropensityTraining.at(windows.training()));
    Sufficiency.Verdict verdict = judge(seen, windows);
    if (!verdict.isSufficient()) {
      return PropensityResult.none(verdict);
    }
    Transformer orders =
        CalibratedRegression.orders(
            persons.where(PropensityTraining.at(List.of(windows.latest()))),
            CampaignOrders.DAYS_TO_ORDER);
    CalibratedRegression regression = new CalibratedRegression(CampaignConversion.TERMS, KEY, seed);
    CampaignConversion model =
        new CampaignConversion(orders, regression.fit(orders.transform(OrderHistories.of(seen))));
    Dataset<Row> last = rows.where(PropensityTraining.at(List.of(windows.finalCutOff())));
    List<String> others = new ArrayList<>(BASELINES.keySet());
    before.ifPresent(b -> others.add(PropensityMetrics.CHAMPION));
    return PropensityResult.of(
        verdict,
        model,
        PropensityMetrics.of(PinnedRows.of(scores(model, before, last)), others, seed));
  }

  private static Dataset<Row> scores(
      CampaignConversion model, Optional<CampaignConversion> before, Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    columns.addAll(List.of(col("customer_id"), col("as_of"), col(CalibratedRegression.LABEL)));
    columns.add(col(CalibratedRegression.PROBABILITY).as(PropensityMetrics.MODEL));
    BASELINES.forEach((name, score) -> columns.add(expr(score).as(name)));
    Dataset<Row> scored = model.scored(rows).select(columns.toArray(Column[]::new));
    return before
        .map(
            b ->
                scored.join(
                    b.scored(rows)
                        .select(
                            col("customer_id"),
                            col(CalibratedRegression.PROBABILITY).as(PropensityMetrics.CHAMPION)),
                    "customer_id"))
        .orElse(scored);
  }

  /**
   * Of all cut-offs, for five days bring few orders: who ordered after an e-mail at any of them has
   * the outcome, and the others do not.
   */
  private Sufficiency.Verdict judge(Dataset<Row> rows, TrainingWindows windows) {
    Row counts =
        rows.groupBy("customer_id")
            .agg(
                max(CalibratedRegression.LABEL).as("ordered"), min("first_order_on").as("first_on"))
            .agg(count(lit(1)), count_if(col("ordered").equalTo(1)), min("first_on"))
            .head();
    long buyers = counts.getLong(0);
    if (buyers == 0) {
      return Sufficiency.insufficient(
          "Too little data: no buyer is known to have got a campaign e-mail.");
    }
    LocalDate first = counts.getDate(2).toLocalDate();
    return sufficiency.judge(
        buyers,
        ChronoUnit.DAYS.between(first, windows.finalCutOff()) + 1,
        counts.getLong(1),
        buyers - counts.getLong(1));
  }
}
