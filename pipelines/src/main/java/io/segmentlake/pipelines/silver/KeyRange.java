package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.every;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where stored rows of the same keys can lie, so that a day's run does not read all history. A key
 * made of the content (or of the file), or with the event's instant in it, can only recur in the
 * event's own month; a real key can recur anywhere, but shops number upwards, so that the
 * statistics of the files bound it.
 *
 * @param from smallest key; empty where there are no rows
 * @param to largest key
 * @param staysInMonth whether rows of one key have one month
 * @param months in which the events fall
 * @param knownFrom earliest instant at which the shop claims to have known a row
 */
record KeyRange(
    Optional<String> from,
    String to,
    boolean staysInMonth,
    List<String> months,
    Instant knownFrom) {

  /**
   * The range of bronze rows.
   *
   * @param at column of the events' instants; empty for rows that are no events
   * @param keyHasInstant whether that column is part of the key
   */
  static KeyRange of(Dataset<Row> rows, Optional<String> at, boolean keyHasInstant, ZoneId zone) {
    Column ofContent =
        col("record_key")
            .startsWith(col("content_hash"))
            .or(col("record_key").equalTo(concat_ws(":", col("file_id"), col("line"))));
    Column month =
        at.map(name -> date_format(from_utc_timestamp(col(name), zone.getId()), "yyyy-MM"))
            .orElse(lit(null).cast("string"));
    Row range =
        rows.agg(
                min("record_key"),
                max("record_key"),
                every(ofContent),
                collect_set(month),
                min("known_at"))
            .head();
    if (range.isNullAt(0)) {
      return new KeyRange(Optional.empty(), "", false, List.of(), Instant.MAX);
    }
    Timestamp knownFrom = range.getTimestamp(4);
    return new KeyRange(
        Optional.of(range.getString(0)),
        range.getString(1),
        keyHasInstant || range.getBoolean(2),
        range.getList(3),
        knownFrom == null ? Instant.MIN : knownFrom.toInstant());
  }

  boolean isEmpty() {
    return from.isEmpty();
  }

  /** Holds for all rows of a silver table, divided by months, that can have one of the keys. */
  Column condition() {
    if (isEmpty()) {
      return lit(false);
    }
    return staysInMonth
        ? col("event_month").isin(months.toArray())
        : col("record_key").between(from.orElseThrow(), to);
  }
}
