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

import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where stored rows of the same keys can lie, so that a day's run does not read all history. A key
 * made of the content (or of the file) can only recur in the content's own month; a real key can
 * recur anywhere, but shops number upwards, so that the statistics of the files bound it.
 */
final class KeyRange {
  private KeyRange() {}

  static Row of(Dataset<Row> rows, String at, ZoneId zone) {
    Column ofContent =
        col("record_key")
            .startsWith(col("content_hash"))
            .or(col("record_key").equalTo(concat_ws(":", col("file_id"), col("line"))));
    return rows.agg(
            min("record_key").as("from"),
            max("record_key").as("to"),
            every(ofContent).as("of_content"),
            collect_set(date_format(from_utc_timestamp(col(at), zone.getId()), "yyyy-MM"))
                .as("months"))
        .head();
  }

  static Column condition(Row range) {
    if (range.isNullAt(0)) {
      return lit(false);
    }
    if (range.getBoolean(2)) {
      return col("event_month").isin(range.getList(3).toArray());
    }
    return col("record_key").between(range.getString(0), range.getString(1));
  }
}
