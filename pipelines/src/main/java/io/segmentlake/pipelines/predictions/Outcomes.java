package io.segmentlake.pipelines.predictions;

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
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Keeps predictions.outcomes, the ledger of what a champion promised against what came: for each
 * model and one date of each month, as soon as the outcome of the date is known. Nothing that it is
 * held against was known to the version when it spoke.
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
          Column.of("promised", "double", "What was promised, a customer"),
          Column.of("observed", "double", "What came, a customer of the same ones"),
          Column.of(
              "measure",
              "string",
              "What of: no_order (churn), revenue or orders (clv), categories bought of"
                  + " (propensity), ordered_after_email (conversion), recall_at_10"
                  + " (recommendations), order_uplift (uplift); null, in rows of old, for no_order"));

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

  /**
   * Adds the months whose outcome is known and that the ledger does not have yet.
   *
   * @param models what each promised; all of it in one commit
   * @param asOf up to the end of which outcomes are known
   */
  public Optional<Written> add(List<PastPromises> models, LocalDate asOf) {
    List<Entry> ledger = new ArrayList<>(all());
    int known = ledger.size();
    List<ModelRegistry.Entry> versions = new ModelRegistry(lakehouse).entries();
    List<LocalDate> snapshots = snapshots();
    for (PastPromises past : models) {
      for (LocalDate date : past.dates(snapshots)) {
        ModelRegistry.champion(versions, past.model(), date)
            .ifPresent(champion -> ledger.addAll(entries(past, champion, date, asOf, ledger)));
      }
    }
    return ledger.size() == known
        ? Optional.empty()
        : Optional.of(append(ledger.subList(known, ledger.size()), ledger.size()));
  }

  private static List<Entry> entries(
      PastPromises past,
      ModelRegistry.Entry champion,
      LocalDate date,
      LocalDate asOf,
      List<Entry> ledger) {
    List<Integer> lacking =
        past.horizons().stream()
            .filter(days -> !date.plusDays(days).isAfter(asOf))
            .filter(days -> ledger.stream().noneMatch(e -> isOf(e, champion.model(), date, days)))
            .toList();
    return lacking.isEmpty()
        ? List.of()
        : past.of(champion, date, lacking).stream()
            .map(promise -> entry(champion, date, promise))
            .toList();
  }

  private List<LocalDate> snapshots() {
    return lakehouse
        .read(Snapshots.TABLE)
        .select("as_of")
        .distinct()
        .orderBy("as_of")
        .collectAsList()
        .stream()
        .map(row -> row.getDate(0).toLocalDate())
        .toList();
  }

  private static boolean isOf(Entry entry, String model, LocalDate date, int days) {
    return entry.model().equals(model)
        && entry.horizonDays() == days
        && YearMonth.from(entry.asOf()).equals(YearMonth.from(date));
  }

  private static Entry entry(ModelRegistry.Entry champion, LocalDate date, Promise promise) {
    return new Entry(
        champion.model(),
        champion.version(),
        date,
        promise.days(),
        promise.customers(),
        promise.promised(),
        promise.observed(),
        promise.measure());
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
                        e.observed(),
                        e.measure()))
            .toList();
    return lakehouse.append(
        TABLE, lakehouse.spark().createDataFrame(rows, TABLE.structType()), "outcomes", length);
  }

  /** The ledger of a model, earliest date first. */
  public List<Entry> of(String model) {
    return all().stream()
        .filter(e -> e.model().equals(model))
        .sorted(
            Comparator.comparing(Entry::asOf)
                .thenComparing(Entry::horizonDays)
                .thenComparing(Entry::measure))
        .toList();
  }

  private List<Entry> all() {
    return lakehouse.rows(TABLE).stream().map(Outcomes::entry).toList();
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
        row.isNullAt(7) ? SnapshotPromises.NO_ORDER : row.getString(7));
  }
}
