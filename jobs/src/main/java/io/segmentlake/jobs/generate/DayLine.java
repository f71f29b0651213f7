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

  /** Feed, file and instant in one number, because one number sorts much faster than three. */
  static final String PLACE = "place";

  static final String TIE = "tie";

  /** Shifted by so many bits to the right, a place names the file. */
  static final int INSTANT_BITS = 36;

  private static final int FILE_BITS = 20;

  static final StructType SCHEMA =
      new StructType()
          .add(PLACE, DataTypes.LongType, false)
          .add(TIE, DataTypes.LongType, false)
          .add("flaw", DataTypes.IntegerType, false)
          .add("text", DataTypes.BinaryType, false);

  Row row() {
    long place = (((long) feed.ordinal() << FILE_BITS | file) << INSTANT_BITS) | at;
    return RowFactory.create(place, tie, flaw.ordinal(), text);
  }

  static DayLine of(Row row) {
    long place = row.getLong(0);
    long file = place >>> INSTANT_BITS;
    return new DayLine(
        Feed.values()[(int) (file >>> FILE_BITS)],
        (int) (file & ((1 << FILE_BITS) - 1)),
        place & ((1L << INSTANT_BITS) - 1),
        row.getLong(1),
        Flaw.values()[row.getInt(2)],
        (byte[]) row.get(3));
  }
}
