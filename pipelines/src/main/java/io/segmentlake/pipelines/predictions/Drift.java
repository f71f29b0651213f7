package io.segmentlake.pipelines.predictions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.drift.Spread;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Keeps predictions.drift: how far what a champion reads and says has moved since it was trained,
 * by the population stability index over tenths of the customers of then.
 */
public final class Drift {
  public static final Table TABLE =
      Table.of(
          "predictions.drift",
          "One row per model, version, date, ingest run and number that is watched.",
          Column.of("model", "string", "The model, for example churn"),
          Column.of("version", "int", "Version of the model, of model_registry"),
          Column.of("as_of", "date", "Business date of the customers that were counted"),
          Column.of("arrived_seq", "bigint", "Ingest run up to which data was known"),
          Column.of("kind", "string", "score for what the model says, feature for what it reads"),
          Column.of("name", "string", "The column"),
          Column.of("edges", "array<double>", "Where bins end, of the customers it was trained on"),
          Column.of(
              "counts",
              "array<bigint>",
              "Customers below the first edge, of each bin and above, means over shifted bins; those unknown at the end"),
          Column.of(
              "stability_index",
              "double",
              "Population stability index; null on the day of training"),
          Column.of("verdict", "string", "trained, steady, moved, broken or too_few"));

  private final Lakehouse lakehouse;

  public Drift(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /**
   * One row of the table.
   *
   * @param index null on the day of training
   */
  public record Entry(
      String model,
      int version,
      LocalDate asOf,
      long arrivedSeq,
      boolean isScore,
      Spread spread,
      Double index,
      DriftVerdict verdict) {}

  /** Adds entries of one day, once. */
  public Written add(List<Entry> entries) {
    Entry first = entries.get(0);
    return lakehouse.append(
        TABLE,
        lakehouse
            .spark()
            .createDataFrame(entries.stream().map(Drift::row).toList(), TABLE.structType()),
        "%s/%s/%d/%s"
            .formatted(
                first.verdict() == DriftVerdict.TRAINED ? "trained" : "drift",
                first.model(),
                first.version(),
                first.asOf()),
        first.arrivedSeq());
  }

  /** All of a version, the day of training first. */
  public List<Entry> of(String model, int version) {
    return lakehouse.rows(TABLE).stream()
        .filter(row -> row.getString(0).equals(model) && row.getInt(1) == version)
        .map(Drift::entry)
        .sorted(Comparator.comparing(Entry::asOf).thenComparing(Entry::arrivedSeq))
        .toList();
  }

  /**
   * Of a version what is kept of the customers that it was trained on. By its date, so that no day
   * since is read.
   */
  List<Entry> trained(ModelRegistry.Entry version) {
    return lakehouse
        .read(TABLE)
        .where(col("as_of").equalTo(lit(Date.valueOf(version.trainedOn()))))
        .where(col("model").equalTo(version.model()).and(col("version").equalTo(version.version())))
        .where(col("verdict").equalTo(DriftVerdict.TRAINED.text()))
        .collectAsList()
        .stream()
        .map(Drift::entry)
        .toList();
  }

  /** Of a version what was counted last; what moved most comes first. */
  public List<Entry> latest(String model, int version) {
    List<Entry> all =
        of(model, version).stream().filter(e -> e.verdict() != DriftVerdict.TRAINED).toList();
    if (all.isEmpty()) {
      return List.of();
    }
    Entry last = all.get(all.size() - 1);
    return all.stream()
        .filter(e -> e.asOf().equals(last.asOf()) && e.arrivedSeq() == last.arrivedSeq())
        .sorted(Comparator.comparing(Entry::index).reversed())
        .toList();
  }

  private static Row row(Entry entry) {
    return RowFactory.create(
        entry.model(),
        entry.version(),
        Date.valueOf(entry.asOf()),
        entry.arrivedSeq(),
        entry.isScore() ? "score" : "feature",
        entry.spread().name(),
        CollectionConverters.asScala(entry.spread().edges()).toSeq(),
        CollectionConverters.asScala(entry.spread().counts()).toSeq(),
        entry.index(),
        entry.verdict().text());
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.getString(0),
        row.getInt(1),
        row.getDate(2).toLocalDate(),
        row.getLong(3),
        row.getString(4).equals("score"),
        new Spread(row.getString(5), row.getList(6), row.getList(7)),
        row.isNullAt(8) ? null : row.getDouble(8),
        DriftVerdict.of(row.getString(9)));
  }
}
