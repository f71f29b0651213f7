package io.segmentlake.jobs.generate;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One raw file.
 *
 * @param feed its kind
 * @param path below the landing folder, or the folder of truth
 * @param lines records in it, without the header; flawed ones included
 * @param late of these: events of an earlier day
 * @param repeated of these: records that are elsewhere, too
 * @param malformed of these: broken copies
 * @param bytes size of the file
 */
record WrittenFile(
    Feed feed, String path, long lines, long late, long repeated, long malformed, long bytes) {

  static final StructType SCHEMA =
      new StructType()
          .add("feed", DataTypes.IntegerType, false)
          .add("path", DataTypes.StringType, false)
          .add("lines", DataTypes.LongType, false)
          .add("late", DataTypes.LongType, false)
          .add("repeated", DataTypes.LongType, false)
          .add("malformed", DataTypes.LongType, false)
          .add("bytes", DataTypes.LongType, false);

  Row row() {
    return RowFactory.create(feed.ordinal(), path, lines, late, repeated, malformed, bytes);
  }

  static WrittenFile of(Row row) {
    return new WrittenFile(
        Feed.values()[row.getInt(0)],
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6));
  }
}
