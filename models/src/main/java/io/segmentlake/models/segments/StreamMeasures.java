package io.segmentlake.models.segments;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.streams.Streams;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All measures of one stream: one scan of it, one aggregation, one join.
 *
 * <p>The scan opens the files of the widest window. No sums by customer and day are stored for it
 * beforehand: of four million web events, five conditions in ten windows took as long from such
 * sums as from the events (one to two seconds of a processor), one condition half as long, and a
 * look-up such as {@code product.category} can change for all of history in a day.
 */
final class StreamMeasures {
  private final String stream;
  private final List<Measure> measures;

  private StreamMeasures(String stream, List<Measure> measures) {
    this.stream = stream;
    this.measures = measures;
  }

  static List<StreamMeasures> group(Collection<Measure> measures) {
    Map<String, List<Measure>> byStream = new TreeMap<>();
    measures.forEach(m -> byStream.computeIfAbsent(m.stream(), s -> new ArrayList<>()).add(m));
    List<StreamMeasures> groups = new ArrayList<>();
    byStream.forEach((name, list) -> groups.add(new StreamMeasures(name, list)));
    return groups;
  }

  /** The silver tables that are read: the streams, and what their rows refer to. */
  static Set<String> tables(Collection<Measure> measures) {
    Set<String> tables = new TreeSet<>();
    for (StreamMeasures group : group(measures)) {
      tables.add(group.stream);
      group.lookups().forEach(lookup -> tables.add(lookup.dimension().name()));
    }
    return tables;
  }

  String stream() {
    return stream;
  }

  List<Measure> measures() {
    return measures;
  }

  /** The widest window, as definitions write it. */
  String reach() {
    // Months are of different lengths; any date orders windows as they are ordered in most years.
    LocalDate date = LocalDate.of(2023, 12, 31);
    Comparator<TimeWindow> byStart =
        Comparator.comparing(window -> window.firstDate(date).orElse(LocalDate.MIN));
    TimeWindow widest = measures.stream().map(Measure::window).min(byStart).orElseThrow();
    return widest.isAllTime() ? "all time" : widest.text();
  }

  /** Each row with its measures; customers without rows have counts and sums of 0. */
  Dataset<Row> joined(
      Dataset<Row> customers, Map<String, Dataset<Row>> streams, List<LocalDate> dates) {
    String found = "found_" + stream;
    Dataset<Row> aggregated =
        aggregated(streams, dates)
            .withColumn(found, lit(true))
            .withColumnRenamed("as_of", "measured_as_of")
            .withColumnRenamed("customer_id", "measured_customer_id");
    Dataset<Row> joined =
        customers.join(
            aggregated,
            col("as_of")
                .equalTo(col("measured_as_of"))
                .and(col("customer_id").equalTo(col("measured_customer_id"))),
            "left_outer");
    Map<String, Column> zeros = new TreeMap<>();
    for (Measure measure : measures) {
      if (measure.aggregate().isCount() || measure.aggregate() == Aggregate.SUM) {
        Column value = col(measure.key());
        zeros.put(measure.key(), when(col(found).isNull(), lit(0)).otherwise(value));
      }
    }
    joined = joined.withColumns(zeros);
    return joined.drop("measured_as_of", "measured_customer_id", found);
  }

  private Dataset<Row> aggregated(Map<String, Dataset<Row>> streams, List<LocalDate> dates) {
    MeasureColumns columns = new MeasureColumns(stream, measures);
    Dataset<Row> rows =
        columns.prepared(withLookups(relevant(table(stream, streams), dates), streams));
    Dataset<Row> dated = columns.windowed(dated(rows, dates));
    List<Column> aggregates = measures.stream().map(columns::aggregate).toList();
    return dated
        .groupBy("as_of", "customer_id")
        .agg(aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new));
  }

  /** Rows of known customers that some window may reach. */
  private Dataset<Row> relevant(Dataset<Row> rows, List<LocalDate> dates) {
    LocalDate last = dates.stream().max(LocalDate::compareTo).orElseThrow();
    LocalDate first = dates.stream().min(LocalDate::compareTo).orElseThrow();
    Dataset<Row> known =
        rows.where(col("customer_id").isNotNull().and(col("event_on").leq(lit(last))));
    List<Optional<LocalDate>> starts =
        measures.stream().map(m -> m.window().firstDate(first)).toList();
    if (starts.stream().anyMatch(Optional::isEmpty)) {
      return known;
    }
    LocalDate start = starts.stream().map(Optional::get).min(LocalDate::compareTo).orElseThrow();
    return known.where(col("event_on").geq(lit(start)));
  }

  private Dataset<Row> withLookups(Dataset<Row> rows, Map<String, Dataset<Row>> streams) {
    Dataset<Row> joined = rows;
    for (Lookup lookup : lookups()) {
      List<Column> columns = new ArrayList<>(List.of(col(lookup.key()).as("lookup_key")));
      for (String name : names()) {
        if (lookup.isUsedIn(name)) {
          columns.add(col(lookup.column(name)).as(name));
        }
      }
      Dataset<Row> dimension =
          table(lookup.dimension().name(), streams).select(columns.toArray(Column[]::new));
      joined =
          joined
              .join(
                  broadcast(dimension), col(lookup.key()).equalTo(col("lookup_key")), "left_outer")
              .drop("lookup_key");
    }
    return joined;
  }

  private static Dataset<Row> dated(Dataset<Row> rows, List<LocalDate> dates) {
    if (dates.size() == 1) {
      return rows.withColumn("as_of", lit(dates.get(0)));
    }
    List<Column> all = dates.stream().map(date -> (Column) lit(date)).toList();
    Column dateList = org.apache.spark.sql.functions.array(all.toArray(Column[]::new));
    return rows.withColumn("as_of", org.apache.spark.sql.functions.explode(dateList))
        .where(col("event_on").leq(col("as_of")));
  }

  private List<Lookup> lookups() {
    Set<String> names = names();
    return Lookup.of(Streams.named(stream)).stream()
        .filter(lookup -> names.stream().anyMatch(lookup::isUsedIn))
        .toList();
  }

  private Set<String> names() {
    return MeasureColumns.names(measures);
  }

  private static Dataset<Row> table(String name, Map<String, Dataset<Row>> streams) {
    Dataset<Row> rows = streams.get(name);
    if (rows == null) {
      throw new IllegalArgumentException(
          "Cannot measure over '" + name + "': no rows were given for it. An empty table will do.");
    }
    return rows;
  }

  /** Rows that count unless a condition names the column itself. */
  static Column counted(String stream) {
    return switch (stream) {
      case "orders" -> col("is_counted");
      case "order_lines" -> col("is_sale");
      case "web_events" -> coalesce(col("is_bot"), lit(false)).equalTo(false);
      default -> lit(true);
    };
  }
}
