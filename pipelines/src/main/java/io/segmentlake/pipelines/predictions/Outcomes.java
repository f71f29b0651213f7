package io.segmentlake.pipelines.predictions;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Keeps predictions.outcomes, the ledger of what a champion promised against what came: for one
 * date of each month, as soon as the outcome of the date is known. Nothing that it is held against
 * was known to the version when it spoke.
 */
public final class Outcomes {
  public static final Table TABLE =
      Table.of(
          "predictions.outcomes",
          "One row per model, month and horizon: what was promised on a date of it, and what came.",
          Column.of("model", "string", "The model, for example churn"),
          Column.of("version", "int", "The version that spoke on the date"),
          Column.of("as_of", "date", "Business date from which it was predicted"),
          Column.of("horizon_days", "int", "Days that the outcome covers"),
          Column.of("customers", "bigint", "Customers that it spoke of"),
          Column.of("promised", "double", "Mean prediction: for churn, of no order"),
          Column.of("observed", "double", "Mean outcome of the same customers"));

  private final Lakehouse lakehouse;

  public Outcomes(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** One row of the table. */
  public record Entry(
      String model,
      int version,
      LocalDate asOf,
      int horizonDays,
      long customers,
      double promised,
      double observed) {}

  /** Adds the months whose outcome training.snapshots know and the ledger does not have yet. */
  public Optional<Written> addChurn() {
    List<Entry> ledger = new ArrayList<>(of(ModelKind.CHURN.text()));
    int known = ledger.size();
    List<ModelRegistry.Entry> versions = new ModelRegistry(lakehouse).entries();
    Dataset<Row> snapshots = lakehouse.read(Snapshots.TABLE).where(col("order_days").gt(0));
    for (LocalDate date : dates(snapshots)) {
      Optional<ModelRegistry.Entry> champion =
          ModelRegistry.champion(versions, ModelKind.CHURN.text(), date);
      List<Integer> lacking =
          PredictionColumns.CHURN_HORIZONS.stream()
              .filter(days -> ledger.stream().noneMatch(e -> isOf(e, date, days)))
              .toList();
      if (champion.isPresent() && !lacking.isEmpty()) {
        Dataset<Row> then = snapshots.where(col("as_of").equalTo(lit(Date.valueOf(date))));
        ledger.addAll(entries(champion.get(), date, then, lacking));
      }
    }
    return ledger.size() == known
        ? Optional.empty()
        : Optional.of(append(ledger.subList(known, ledger.size()), ledger.size()));
  }

  private static List<LocalDate> dates(Dataset<Row> snapshots) {
    return snapshots.select("as_of").distinct().orderBy("as_of").collectAsList().stream()
        .map(row -> row.getDate(0).toLocalDate())
        .toList();
  }

  private static boolean isOf(Entry entry, LocalDate date, int days) {
    return entry.horizonDays() == days && YearMonth.from(entry.asOf()).equals(YearMonth.from(date));
  }

  private List<Entry> entries(
      ModelRegistry.Entry champion, LocalDate date, Dataset<Row> then, List<Integer> horizons) {
    Dataset<Row> scored = new Predictions(lakehouse).load(ModelKind.CHURN, champion).score(then);
    List<Entry> entries = new ArrayList<>();
    for (int days : horizons) {
      org.apache.spark.sql.Column promised = col(PredictionColumns.churnProbability(days));
      org.apache.spark.sql.Column orders = col(Snapshots.orders(days));
      Row means =
          scored
              .where(promised.isNotNull().and(orders.isNotNull()))
              .agg(
                  count(lit(1)),
                  avg(promised.cast("double")),
                  avg(when(orders.equalTo(0), 1.0).otherwise(0.0)))
              .head();
      if (means.getLong(0) > 0) {
        entries.add(
            new Entry(
                champion.model(),
                champion.version(),
                date,
                days,
                means.getLong(0),
                means.getDouble(1),
                means.getDouble(2)));
      }
    }
    return entries;
  }

  /**
   * @param length of the ledger with them, which names the commit
   */
  private Written append(List<Entry> entries, int length) {
    List<Row> rows =
        entries.stream()
            .map(
                e ->
                    RowFactory.create(
                        e.model(),
                        e.version(),
                        Date.valueOf(e.asOf()),
                        e.horizonDays(),
                        e.customers(),
                        e.promised(),
                        e.observed()))
            .toList();
    return lakehouse.append(
        TABLE, lakehouse.spark().createDataFrame(rows, TABLE.structType()), "outcomes", length);
  }

  /** The ledger of a model, earliest date first. */
  public List<Entry> of(String model) {
    return lakehouse.rows(TABLE).stream()
        .map(Outcomes::entry)
        .filter(e -> e.model().equals(model))
        .sorted(Comparator.comparing(Entry::asOf).thenComparing(Entry::horizonDays))
        .toList();
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.getString(0),
        row.getInt(1),
        row.getDate(2).toLocalDate(),
        row.getInt(3),
        row.getLong(4),
        row.getDouble(5),
        row.getDouble(6));
  }
}
