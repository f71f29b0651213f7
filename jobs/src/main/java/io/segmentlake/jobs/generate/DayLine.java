package io.segmentlake.jobs.generate;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One line of a raw file on its way there.
 *
 * @param feed the kind of file
 * @param file day of the file, or number of the block
 * @param at instant that orders the lines of a file
 * @param tie orders lines of one instant; unique within a feed
 * @param flaw what is wrong with it
 * @param text the line without its end, UTF-8
 */
record DayLine(Feed feed, int file, long at, long tie, Flaw flaw, byte[] text) {

  /** What can be wrong with a line. */
  enum Flaw {
    NONE,
    LATE,
    REPEATED,
    MALFORMED
  }

  static final StructType SCHEMA =
      new StructType()
          .add("feed", DataTypes.IntegerType, false)
          .add("file", DataTypes.IntegerType, false)
          .add("at", DataTypes.LongType, false)
          .add("tie", DataTypes.LongType, false)
          .add("flaw", DataTypes.IntegerType, false)
          .add("text", DataTypes.BinaryType, false);

  Row row() {
    return RowFactory.create(feed.ordinal(), file, at, tie, flaw.ordinal(), text);
  }

  static DayLine of(Row row) {
    return new DayLine(
        Feed.values()[row.getInt(0)],
        row.getInt(1),
        row.getLong(2),
        row.getLong(3),
        Flaw.values()[row.getInt(4)],
        (byte[]) row.get(5));
  }
}
