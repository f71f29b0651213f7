package io.segmentlake.pipelines.measurement;

import io.segmentlake.models.metrics.GroupScore;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Keeps measurement.fairness: whether a model is as good for one group of customers as for another.
 */
public final class Fairness {
  public static final Table TABLE =
      Table.of(
          "measurement.fairness",
          "One row per model, version, window, attribute and group.",
          Column.of("model", "string", "The model, for example churn"),
          Column.of("version", "int", "Version of the model, of model_registry"),
          Column.of("cutoff_on", "date", "Business date from which it predicted"),
          Column.of("horizon_days", "int", "Days that the outcome covers"),
          Column.of("attribute", "string", "country, age_band, gender or tenure"),
          Column.of(
              "member_of",
              "string",
              "The group; unknown where customers did not say, other for small groups together"),
          Column.of("customers", "bigint", "Customers of the group in the window"),
          Column.of(
              "promised", "double", "Mean of what was predicted: a probability, or an amount"),
          Column.of("observed", "double", "Share with the outcome, or mean amount"),
          Column.of(
              "roc_auc",
              "double",
              "How well it orders the group's customers: .5 is chance; null if all have one outcome and of amounts"),
          Column.of(
              "calibration_error",
              "double",
              "Mean distance of promised and observed rate, by tenths of the group; null of amounts"),
          Column.of(
              "margin",
              "double",
              "Half the 95 % interval of observed: what lies farther from promised is not chance"));

  private final Lakehouse lakehouse;

  public Fairness(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** One group in one window. */
  public record Entry(LocalDate cutOff, int horizonDays, GroupScore score) {}

  /** Adds the groups of a version, once. */
  public Written add(String model, int version, List<Entry> entries) {
    List<Row> rows = entries.stream().map(e -> row(model, version, e)).toList();
    return lakehouse.append(
        TABLE,
        lakehouse.spark().createDataFrame(rows, TABLE.structType()),
        "fairness/" + model,
        version);
  }

  private static Row row(String model, int version, Entry entry) {
    GroupScore score = entry.score();
    return RowFactory.create(
        model,
        version,
        Date.valueOf(entry.cutOff()),
        entry.horizonDays(),
        score.attribute(),
        score.group(),
        score.customers(),
        score.promised(),
        score.observed(),
        known(score.rocAuc()),
        known(score.calibrationError()),
        score.margin());
  }

  private static Double known(double figure) {
    return Double.isNaN(figure) ? null : figure;
  }

  /** The groups of a version, as they were added. */
  public List<Entry> of(String model, int version) {
    return lakehouse.rows(TABLE).stream()
        .filter(row -> row.getString(0).equals(model) && row.getInt(1) == version)
        .map(Fairness::entry)
        .toList();
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.getDate(2).toLocalDate(),
        row.getInt(3),
        new GroupScore(
            row.getString(4),
            row.getString(5),
            row.getLong(6),
            row.getDouble(7),
            row.getDouble(8),
            // Earlier versions kept none, of probabilities alone.
            row.isNullAt(11)
                ? GroupScore.margin(row.getDouble(8), row.getLong(6))
                : row.getDouble(11),
            row.isNullAt(9) ? Double.NaN : row.getDouble(9),
            row.isNullAt(10) ? Double.NaN : row.getDouble(10)));
  }
}
