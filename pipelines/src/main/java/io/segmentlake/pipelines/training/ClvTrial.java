package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.clv.ValueComparison;
import io.segmentlake.models.clv.ValueModel;
import io.segmentlake.models.metrics.PairedBootstrap;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.training.Attributes;
import io.segmentlake.models.training.Snapshots;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What models of value said at a date that none of them has learned beyond, and the revenue that
 * came.
 *
 * @param cutOff the date
 * @param days of the outcome
 * @param rows one per customer: customer_id, a column per predictor, {@code <predictor>_high},
 *     {@code past_spend} and {@code revenue}, all but the first double, and of {@link Attributes}
 *     what there is
 * @param predictors that have columns
 */
record ClvTrial(LocalDate cutOff, int days, Dataset<Row> rows, List<String> predictors) {
  static final PairedBootstrap BOOTSTRAP = PairedBootstrap.of(200, 1);
  static final String PAST_SPEND = "past_spend";
  static final String REVENUE = "revenue";

  /** The column of the version that speaks. */
  static final String CHAMPION = "champion";

  /**
   * @param buyers snapshots of the cut-off
   * @param models by predictor
   */
  static ClvTrial of(
      LocalDate cutOff, int days, Dataset<Row> buyers, Map<String, ValueModel> models) {
    Dataset<Row> rows = buyers.where(col(Snapshots.revenue(days)).isNotNull());
    List<Column> columns = new ArrayList<>(List.of(col("customer_id")));
    for (Map.Entry<String, ValueModel> model : models.entrySet()) {
      String name = model.getKey();
      rows =
          model
              .getValue()
              .valueWithin(days, rows)
              // Of whom more went back than came in nothing is expected.
              .withColumn(name, coalesce(col("predicted_value"), lit(0.0)))
              .withColumn(name + "_high", coalesce(col("predicted_value_high"), lit(0.0)))
              .drop("predicted_orders", "predicted_value")
              .drop("predicted_value_low", "predicted_value_high");
      columns.addAll(List.of(col(name), col(name + "_high")));
    }
    columns.add(col("revenue_lifetime").cast("double").as(PAST_SPEND));
    columns.add(col(Snapshots.revenue(days)).cast("double").as(REVENUE));
    Attributes.names(buyers).forEach(name -> columns.add(col(name)));
    return new ClvTrial(
        cutOff,
        days,
        rows.select(columns.toArray(Column[]::new)).localCheckpoint(),
        List.copyOf(models.keySet()));
  }

  /**
   * Both ways as they would have been fitted at the cut-off, and the version that speaks where it
   * has not learned beyond it.
   *
   * @return empty where value could not have been fitted then
   */
  static Optional<ClvTrial> ofBothWays(
      ClvFits fits, LocalDate cutOff, Optional<Trainer.Champion> champion) {
    Map<String, ValueModel> models = new LinkedHashMap<>();
    for (ClvWay way : ClvWay.values()) {
      fits.fit(way, cutOff).ifPresent(model -> models.put(way.predictor(), model));
    }
    if (models.isEmpty()) {
      return Optional.empty();
    }
    champion
        .filter(c -> !c.trainedOn().isAfter(cutOff))
        .ifPresent(c -> models.put(CHAMPION, (ValueModel) c.model()));
    return Optional.of(of(cutOff, Snapshots.VALUE_HORIZON, fits.buyers(cutOff), models));
  }

  boolean has(ClvWay way) {
    return predictors.contains(way.predictor());
  }

  boolean hasChampion() {
    return predictors.contains(CHAMPION);
  }

  ScoreColumns scores(String predictor) {
    return ScoreColumns.of(predictor, REVENUE);
  }

  ValueComparison compare(String first, String other) {
    return ValueComparison.of(rows, BOOTSTRAP, scores(first), other);
  }
}
