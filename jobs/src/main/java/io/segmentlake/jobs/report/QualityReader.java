package io.segmentlake.jobs.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.bronze.BronzeTables;
import io.segmentlake.pipelines.silver.SilverTables;
import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts files, verdicts on records, reasons of quarantine, and events by day. */
final class QualityReader {
  /** Four weeks to compare the newest week with. */
  private static final int DAYS = 35;

  private final Lakehouse lakehouse;

  QualityReader(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  QualityData read(LocalDate date) {
    return new QualityData(feeds(), reasons(), volumes(date));
  }

  private List<QualityData.Feed> feeds() {
    List<Row> rows =
        lakehouse
            .live(BronzeTables.FILES)
            .groupBy("source", "feed", "arrived_seq")
            .agg(
                count(lit(1)).as("files"),
                sum("records").as("records"),
                sum("ok").as("ok"),
                sum("quarantined").as("quarantined"))
            .collectAsList();
    long last = rows.stream().mapToLong(row -> Rows.whole(row, "arrived_seq")).max().orElse(0);
    Map<String, QualityData.Feed> feeds = new TreeMap<>();
    for (Row row : rows) {
      QualityData.Feed feed = feed(row, last);
      feeds.merge(feed.source() + "/" + feed.feed(), feed, QualityData.Feed::plus);
    }
    return List.copyOf(feeds.values());
  }

  private static QualityData.Feed feed(Row row, long last) {
    long files = Rows.whole(row, "files");
    return new QualityData.Feed(
        Rows.text(row, "source"),
        Rows.text(row, "feed"),
        files,
        Rows.whole(row, "arrived_seq") == last ? files : 0,
        Rows.whole(row, "records"),
        Rows.whole(row, "ok"),
        Rows.whole(row, "quarantined"));
  }

  /** Reasons say why in words; the raw records are not read. */
  private List<QualityData.Reason> reasons() {
    Dataset<Row> valid = lakehouse.live(BronzeTables.FILES).select("file_id");
    return lakehouse
        .read(BronzeTables.QUARANTINE)
        .select("source", "feed", "reason", "file_id")
        .join(broadcast(valid), "file_id", "left_semi")
        .groupBy("source", "feed", "reason")
        .agg(count(lit(1)).as("records"))
        .collectAsList()
        .stream()
        .map(
            row ->
                new QualityData.Reason(
                    Rows.text(row, "source"),
                    Rows.text(row, "feed"),
                    Rows.text(row, "reason"),
                    Rows.whole(row, "records")))
        .sorted(
            Comparator.comparing(QualityData.Reason::records)
                .reversed()
                .thenComparing(QualityData.Reason::reason))
        .toList();
  }

  private List<QualityData.Volume> volumes(LocalDate date) {
    List<Table> streams =
        Streams.all().stream()
            .filter(Stream::isEvent)
            .map(SilverTables::of)
            .filter(lakehouse::exists)
            .toList();
    List<Row> rows =
        streams.stream()
            .map(table -> events(table, date))
            .reduce(Dataset::union)
            .map(Dataset::collectAsList)
            .orElse(List.of());
    List<QualityData.Volume> volumes = new ArrayList<>();
    for (Table table : streams) {
      Map<String, List<Row>> bySource =
          rows.stream()
              .filter(row -> Rows.text(row, "stream").equals(table.name()))
              .collect(groupingBy(row -> Rows.text(row, "source"), TreeMap::new, toList()));
      bySource.forEach((source, days) -> volumes.add(volume(source, table.name(), days, date)));
      if (bySource.isEmpty()) {
        volumes.add(new QualityData.Volume("", table.name(), Optional.empty(), List.of()));
      }
    }
    return volumes;
  }

  private static QualityData.Volume volume(
      String source, String stream, List<Row> rows, LocalDate date) {
    Map<LocalDate, Long> events = new TreeMap<>();
    rows.forEach(row -> events.put(Rows.date(row, "event_on"), Rows.whole(row, "events")));
    List<Long> days =
        date.minusDays(DAYS - 1L)
            .datesUntil(date.plusDays(1))
            .map(on -> events.getOrDefault(on, 0L))
            .toList();
    return new QualityData.Volume(
        source, stream, events.keySet().stream().reduce((a, b) -> b), days);
  }

  private Dataset<Row> events(Table table, LocalDate date) {
    LocalDate first = date.minusDays(DAYS - 1L);
    return lakehouse
        .live(table)
        .where(col("event_month").geq(YearMonth.from(first).toString()))
        .where(col("event_on").between(lit(Date.valueOf(first)), lit(Date.valueOf(date))))
        .groupBy("source", "event_on")
        .agg(count(lit(1)).as("events"))
        .withColumn("stream", lit(table.name()));
  }
}
