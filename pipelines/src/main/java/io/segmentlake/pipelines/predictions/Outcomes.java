package io.segmentlake.pipelines.predictions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.predictions.PredictiveModel;
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
          "One row per model, month, horizon and measure: what was promised on a date of it, and what came.",
          Column.of("model", "string", "The model, for example churn"),
          Column.of("version", "int", "The version that spoke on the date"),
          Column.of("as_of", "date", "Business date from which it was predicted"),
          Column.of("horizon_days", "int", "Days that the outcome covers"),
          Column.of("customers", "bigint", "Customers that it spoke of"),
          Column.of("promised", "double", "Mean prediction: for churn, of no order"),
          Column.of("observed", "double", "Mean outcome of the same customers"),
          Column.of(
              "measure",
              "string",
              "no_order, revenue or orders; null, in rows of old, for no_order"));

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
      double observed,
      String measure) {}

  /** Adds the months whose outcome training.snapshots know and the ledger does not have yet. */
  public Optional<Written> addChurn() {
    return add(ModelKind.CHURN, PredictionColumns.CHURN_HORIZONS, "outcomes");
  }

  /** The same of what customers were said to bring, at each horizon as soon as it is over. */
  public Optional<Written> addValue() {
    return add(ModelKind.CLV, Snapshots.HORIZONS, "outcomes/clv");
  }

  /**
   * @param application that names the commits of the kind
   */
  private Optional<Written> add(ModelKind kind, List<Integer> horizons, String application) {
    List<Entry> ledger = new ArrayList<>(of(kind.text()));
    int known = ledger.size();
    List<ModelRegistry.Entry> versions = new ModelRegistry(lakehouse).entries();
    Dataset<Row> snapshots = lakehouse.read(Snapshots.TABLE).where(col("order_days").gt(0));
    for (LocalDate date : dates(snapshots)) {
      Optional<ModelRegistry.Entry> champion = ModelRegistry.champion(versions, kind.text(), date);
      List<Integer> lacking =
          horizons.stream()
              .filter(days -> ledger.stream().noneMatch(e -> isOf(e, date, days)))
              .toList();
      if (champion.isPresent() && !lacking.isEmpty()) {
        Dataset<Row> then = snapshots.where(col("as_of").equalTo(lit(Date.valueOf(date))));
        ledger.addAll(entries(kind, champion.get(), date, then, lacking));
      }
    }
    return ledger.size() == known
        ? Optional.empty()
        : Optional.of(append(ledger.subList(known, ledger.size()), application, ledger.size()));
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
      ModelKind kind,
      ModelRegistry.Entry champion,
      LocalDate date,
      Dataset<Row> then,
      List<Integer> horizons) {
    PredictiveModel model = new Predictions(lakehouse).load(kind, champion);
    return horizons.stream()
        .flatMap(
            days ->
                Promises.of(model, then, days).stream()
                    .map(
                        kept ->
                            new Entry(
                                champion.model(),
                                champion.version(),
                                date,
                                days,
                                kept.customers(),
                                kept.promised(),
                                kept.observed(),
                                kept.measure())))
        .toList();
  }

  /**
   * @param length of the kind's ledger with them, which names the commit
   */
  private Written append(List<Entry> entries, String application, int length) {
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
                        e.observed(),
                        e.measure()))
            .toList();
    return lakehouse.append(
        TABLE, lakehouse.spark().createDataFrame(rows, TABLE.structType()), application, length);
  }

  /** The ledger of a model, earliest date first. */
  public List<Entry> of(String model) {
    return lakehouse.rows(TABLE).stream()
        .map(Outcomes::entry)
        .filter(e -> e.model().equals(model))
        .sorted(
            Comparator.comparing(Entry::asOf)
                .thenComparing(Entry::horizonDays)
                .thenComparing(Entry::measure))
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
        row.getDouble(6),
        row.isNullAt(7) ? Promises.NO_ORDER : row.getString(7));
  }
}
