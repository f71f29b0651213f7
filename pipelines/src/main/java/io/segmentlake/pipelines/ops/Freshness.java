package io.segmentlake.pipelines.ops;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.sources.Expectation;
import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.silver.SilverTables;
import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Keeps ops.freshness: whether what the feeds brought is as new and as much as they must bring. */
public final class Freshness {
  public static final Table TABLE =
      Table.of(
          "ops.freshness",
          "One row per feed with expectations and business date of a run.",
          Column.of("source", "string", "Source mapping"),
          Column.of("feed", "string", "Feed of the mapping"),
          Column.of("stream", "string", "Stream that its records belong to"),
          Column.of("as_of", "date", "Business date of the run"),
          Column.of("newest_on", "date", "Newest business date with records up to the run's"),
          Column.of("records", "bigint", "Valid records of the source on that date"),
          Column.of(
              "usual",
              "bigint",
              "Mean of the same weekday in the four weeks before it; 0 for unknown"),
          Column.of("verdict", "string", "fresh, late, few or many"));

  /** A newest date older than that is told as none. */
  private static final int DAYS = 35;

  private static final int WEEK = 7;
  private static final int WEEKS = 4;

  /** Below this, chance alone halves or doubles a day. */
  public static final long LEAST_USUAL = 20;

  private final Lakehouse lakehouse;

  public Freshness(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /**
   * How one feed stands.
   *
   * @param newest business date; null for none in 35 days
   * @param usual 0 where there is nothing to compare with
   * @param verdict fresh, late, few or many
   */
  public record Standing(
      Feed feed, LocalDate asOf, LocalDate newest, long records, long usual, String verdict) {

    public boolean isFresh() {
      return verdict.equals("fresh");
    }

    /** For example {@code till.orders is late: its newest record is of 2026-06-01, …}. */
    @Override
    public String toString() {
      String newestOn = newest == null ? "older than " + DAYS + " days" : "of " + newest;
      return verdict.equals("late")
          ? feed + " is late: its newest record is " + newestOn
          : "%s brought %,d records of %s, usual are %,d".formatted(feed, records, newest, usual);
    }
  }

  /** Looks at the feeds that have expectations. */
  public List<Standing> of(List<Feed> feeds, LocalDate asOf) {
    return feeds.stream()
        .filter(feed -> feed.expectation().isPresent())
        .map(feed -> standing(feed, asOf))
        .toList();
  }

  /** Writes how the feeds stand at one date. */
  public Written write(List<Standing> standings, LocalDate asOf) {
    List<Row> rows = standings.stream().map(Freshness::row).toList();
    return lakehouse.replaceWhere(
        TABLE,
        "as_of = date'" + asOf + "'",
        lakehouse.spark().createDataFrame(rows, TABLE.structType()));
  }

  private Standing standing(Feed feed, LocalDate asOf) {
    TreeMap<LocalDate, Long> days = days(feed, asOf);
    LocalDate newest = days.tailMap(asOf.minusDays(DAYS - 1L)).isEmpty() ? null : days.lastKey();
    if (newest == null) {
      return new Standing(feed, asOf, null, 0, 0, "late");
    }
    long records = days.get(newest);
    long usual = usual(days, newest);
    String verdict = verdict(feed.expectation().orElseThrow(), asOf, newest, records, usual);
    return new Standing(feed, asOf, newest, records, usual, verdict);
  }

  /**
   * Mean of the same weekday in the four weeks before a date, or in those of them since the first
   * record; 0 where there is nothing to compare with.
   *
   * @param days records by date, of days with some
   */
  public static long usual(NavigableMap<LocalDate, Long> days, LocalDate on) {
    return Math.round(
        IntStream.rangeClosed(1, WEEKS)
            .mapToObj(week -> on.minusDays((long) week * WEEK))
            .filter(before -> !before.isBefore(days.firstKey()))
            .mapToLong(before -> days.getOrDefault(before, 0L))
            .average()
            .orElse(0));
  }

  private static String verdict(
      Expectation expected, LocalDate asOf, LocalDate newest, long records, long usual) {
    if (newest.isBefore(asOf.minusDays(expected.daysBehind()))) {
      return "late";
    } else if (usual < LEAST_USUAL) {
      return "fresh";
    } else if (records * 100 < usual * expected.leastPercent()) {
      return "few";
    }
    return records * 100 > usual * expected.mostPercent() ? "many" : "fresh";
  }

  /** Records of the feed's source and stream by business date. */
  private TreeMap<LocalDate, Long> days(Feed feed, LocalDate asOf) {
    LocalDate first = asOf.minusDays(DAYS + (long) WEEK * WEEKS);
    TreeMap<LocalDate, Long> days = new TreeMap<>();
    lakehouse
        .live(SilverTables.of(feed.recordStream().stream()))
        .where(
            col("event_month")
                .between(YearMonth.from(first).toString(), YearMonth.from(asOf).toString()))
        .where(col("event_on").between(lit(Date.valueOf(first)), lit(Date.valueOf(asOf))))
        .where(col("source").equalTo(feed.source()))
        .groupBy("event_on")
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> days.put(row.getDate(0).toLocalDate(), row.getLong(1)));
    return days;
  }

  private static Row row(Standing standing) {
    return RowFactory.create(
        standing.feed().source(),
        standing.feed().name(),
        standing.feed().records(),
        Date.valueOf(standing.asOf()),
        standing.newest() == null ? null : Date.valueOf(standing.newest()),
        standing.records(),
        standing.usual(),
        standing.verdict());
  }
}
