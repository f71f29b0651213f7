package io.segmentlake.pipelines.predictions;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Keeps predictions.model_metrics: how good each version was, and what it was held against. */
public final class ModelMetrics {
  public static final Table TABLE =
      Table.of(
          "predictions.model_metrics",
          "One row per model, version, window, who predicted and metric.",
          Column.of("model", "string", "The model, for example clv"),
          Column.of("version", "int", "Version of the model"),
          Column.of("cutoff_on", "date", "Business date from which it predicted"),
          Column.of("horizon_days", "int", "Days that the outcome covers"),
          Column.of("predictor", "string", "model, or the name of a baseline"),
          Column.of("metric", "string", "For example gini; each has its definition in the card"),
          Column.of("value", "double", "As measured"),
          Column.of("low", "double", "Lower end of its interval; null where there is none"),
          Column.of("high", "double", "Upper end of its interval; null where there is none"),
          Column.of("customers", "bigint", "Customers in the window"));

  private final Lakehouse lakehouse;

  public ModelMetrics(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /**
   * One figure.
   *
   * @param low null for none
   * @param high null for none
   */
  public record Measured(
      LocalDate cutoff,
      int horizonDays,
      String predictor,
      String metric,
      double value,
      Double low,
      Double high,
      long customers) {}

  /** Adds the figures of a version, once. */
  public Written add(String model, int version, List<Measured> measured) {
    List<Row> rows =
        measured.stream()
            .map(
                m ->
                    RowFactory.create(
                        model,
                        version,
                        Date.valueOf(m.cutoff()),
                        m.horizonDays(),
                        m.predictor(),
                        m.metric(),
                        m.value(),
                        m.low(),
                        m.high(),
                        m.customers()))
            .toList();
    return lakehouse.append(
        TABLE,
        lakehouse.spark().createDataFrame(rows, TABLE.structType()),
        "metrics/" + model,
        version);
  }

  /** The figures of a version, in the order of windows, predictors and metrics. */
  public List<Measured> of(String model, int version) {
    return lakehouse.rows(TABLE).stream()
        .filter(row -> row.getAs("model").equals(model))
        .filter(row -> row.<Integer>getAs("version") == version)
        .map(ModelMetrics::measured)
        .toList();
  }

  private static Measured measured(Row row) {
    return new Measured(
        row.<Date>getAs("cutoff_on").toLocalDate(),
        row.getAs("horizon_days"),
        row.getAs("predictor"),
        row.getAs("metric"),
        row.getAs("value"),
        row.getAs("low"),
        row.getAs("high"),
        row.getAs("customers"));
  }
}
