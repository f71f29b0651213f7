package io.segmentlake.jobs.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;

/** Cells of collected rows by name, with nulls as people read them. */
final class Rows {
  private Rows() {}

  /** Empty for null. */
  static String text(Row row, String column) {
    String text = row.getAs(column);
    return text == null ? "" : text;
  }

  /** 0 for null. */
  static long whole(Row row, String column) {
    Number number = row.getAs(column);
    return number == null ? 0 : number.longValue();
  }

  /** Null for null: an amount nobody knows is not 0. */
  static BigDecimal decimal(Row row, String column) {
    return row.getAs(column);
  }

  static LocalDate date(Row row, String column) {
    java.sql.Date date = row.getAs(column);
    return date == null ? null : date.toLocalDate();
  }

  /** No elements for null. */
  static <T> List<T> list(Row row, String column) {
    int index = row.fieldIndex(column);
    return row.isNullAt(index) ? List.of() : row.getList(index);
  }
}
