package io.segmentlake.pipelines.predictions;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Keeps predictions.model_registry: which versions of a model there are, and which of them speaks
 * at a date. Nothing is edited: a version that comes to another stage gets another row.
 */
public final class ModelRegistry {
  public static final Table TABLE =
      Table.of(
          "predictions.model_registry",
          "One row per model, version and stage that it came to.",
          Column.of("entry", "bigint", "Number of the row, from 1: the order in which it was"),
          Column.of("model", "string", "The model, for example clv"),
          Column.of("version", "int", "Version of the model, from 1"),
          Column.of(
              "stage",
              "string",
              "challenger, champion, retired, blocked where its customers have changed too much, or"
                  + " insufficient_data where nothing was fitted"),
          Column.of("since", "date", "Business date from which the version is in the stage"),
          Column.of("reason", "string", "Why it came to the stage, in words"),
          Column.of("algorithm", "string", "How it was fitted"),
          Column.of("trained_on", "date", "Business date up to which it learned"),
          Column.of("arrived_seq", "bigint", "Ingest run up to which data was known"),
          Column.of(
              "parameters", "array<struct<name: string, value: double>>", "What was estimated"),
          Column.of("folder", "string", "Where it is saved, within the lakehouse"));

  private final Lakehouse lakehouse;

  public ModelRegistry(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** What a version can be. */
  public enum Stage {
    CHALLENGER,
    CHAMPION,
    RETIRED,
    BLOCKED,
    INSUFFICIENT_DATA;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One row of the table. */
  public record Entry(
      String model,
      int version,
      Stage stage,
      LocalDate since,
      String reason,
      String algorithm,
      LocalDate trainedOn,
      long arrivedSeq,
      Map<String, Double> parameters,
      String folder) {

    /** The same version in another stage. */
    public Entry to(Stage next, LocalDate date, String why) {
      return new Entry(
          model, version, next, date, why, algorithm, trainedOn, arrivedSeq, parameters, folder);
    }
  }

  /** All rows, in their order. */
  public List<Entry> entries() {
    return rows().stream().map(ModelRegistry::entry).toList();
  }

  /** Each version of each model at the stage it is in now. */
  public List<Entry> versions() {
    Map<String, Entry> latest = new LinkedHashMap<>();
    entries().forEach(e -> latest.put(e.model() + " " + e.version(), e));
    return latest.values().stream()
        .sorted(Comparator.comparing(Entry::model).thenComparing(Entry::version))
        .toList();
  }

  /** The version that speaks at a business date: the last that became champion by then. */
  public Optional<Entry> champion(String model, LocalDate date) {
    return champion(entries(), model, date);
  }

  /** The same of rows that were read, for many dates. */
  public static Optional<Entry> champion(List<Entry> entries, String model, LocalDate date) {
    Entry champion = null;
    for (Entry entry : entries) {
      if (!entry.model().equals(model) || entry.since().isAfter(date)) {
        continue;
      }
      if (entry.stage() == Stage.CHAMPION) {
        champion = entry;
      } else if (champion != null && champion.version() == entry.version()) {
        champion = null;
      }
    }
    return Optional.ofNullable(champion);
  }

  /** A version number that no version of the model has. */
  public int nextVersion(String model) {
    return entries().stream()
            .filter(e -> e.model().equals(model))
            .mapToInt(Entry::version)
            .max()
            .orElse(0)
        + 1;
  }

  /** Where a version is saved: beside the tables. */
  public String folder(String model, int version) {
    return "_models/" + model + "/" + version;
  }

  public String path(String folder) {
    return lakehouse.root() + "/" + folder;
  }

  /** Adds rows in one commit. */
  public Written add(List<Entry> entries) {
    long before = rows().size();
    List<Row> rows = new ArrayList<>();
    for (Entry e : entries) {
      rows.add(
          RowFactory.create(
              before + rows.size() + 1,
              e.model(),
              e.version(),
              e.stage().text(),
              Date.valueOf(e.since()),
              e.reason(),
              e.algorithm(),
              Date.valueOf(e.trainedOn()),
              e.arrivedSeq(),
              parameters(e),
              e.folder()));
    }
    return lakehouse.append(
        TABLE, lakehouse.spark().createDataFrame(rows, TABLE.structType()), "registry", before + 1);
  }

  private List<Row> rows() {
    return lakehouse.rows(TABLE).stream()
        .sorted(Comparator.comparing((Row row) -> row.<Long>getAs("entry")))
        .toList();
  }

  private static Object parameters(Entry entry) {
    List<Row> rows =
        entry.parameters().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> RowFactory.create(e.getKey(), e.getValue()))
            .toList();
    return CollectionConverters.asScala(rows).toSeq();
  }

  private static Map<String, Double> parameters(Row row) {
    return row.<Row>getList(row.fieldIndex("parameters")).stream()
        .collect(Collectors.toMap(p -> p.getString(0), p -> p.getDouble(1)));
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.getAs("model"),
        row.getAs("version"),
        Stage.valueOf(row.<String>getAs("stage").toUpperCase(Locale.ROOT)),
        row.<Date>getAs("since").toLocalDate(),
        row.getAs("reason"),
        row.getAs("algorithm"),
        row.<Date>getAs("trained_on").toLocalDate(),
        row.getAs("arrived_seq"),
        parameters(row),
        row.getAs("folder"));
  }
}
