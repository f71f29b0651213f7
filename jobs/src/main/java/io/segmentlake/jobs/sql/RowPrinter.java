package io.segmentlake.jobs.sql;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.segmentlake.jobs.TextTable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** Prints rows as they come; instants in UTC, numbers as they are stored. */
public final class RowPrinter {
  private final PrintStream out;

  public RowPrinter(PrintStream out) {
    this.out = out;
  }

  /**
   * Prints rows.
   *
   * @param limit the most that are printed
   * @return whether there are more
   */
  public boolean print(Dataset<Row> rows, OutputFormat format, int limit) {
    return switch (format) {
      case TABLE -> table(rows, limit);
      case CSV -> csv(rows, limit);
      case JSON -> json(rows, limit);
    };
  }

  private boolean table(Dataset<Row> rows, int limit) {
    StructType schema = rows.schema();
    List<Row> some = texts(rows).limit(Math.addExact(limit, 1)).collectAsList();
    TextTable table = new TextTable(schema.fieldNames());
    some.stream().limit(limit).forEach(row -> table.row(cells(row, schema)));
    out.print(table);
    return some.size() > limit;
  }

  private static Object[] cells(Row row, StructType schema) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.isNullAt(i) ? null : cell(row.getString(i), schema, i))
        .toArray();
  }

  /** Numbers stand to the right, as they are and not in groups: many are ids and years. */
  private static Object cell(String text, StructType schema, int i) {
    boolean isExact =
        schema.apply(i).dataType() instanceof NumericType && text.matches("-?[0-9]+(\\.[0-9]+)?");
    return isExact ? new BigDecimal(text) : text;
  }

  private boolean csv(Dataset<Row> rows, int limit) {
    try {
      // Not closed, since that would close what it prints to.
      CSVPrinter printer =
          new CSVPrinter(out, CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get());
      printer.printRecord((Object[]) rows.columns());
      Iterator<Row> all = limited(texts(rows), limit).toLocalIterator();
      for (int printed = 0; all.hasNext() && printed < limit; printed++) {
        Row row = all.next();
        for (int i = 0; i < row.size(); i++) {
          printer.print(row.isNullAt(i) ? null : row.getString(i));
        }
        printer.println();
      }
      printer.flush();
      return all.hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot print rows", e);
    }
  }

  private boolean json(Dataset<Row> rows, int limit) {
    Column object = to_json(struct(col("*")), Map.of("ignoreNullFields", "false"));
    Iterator<Row> all = limited(rows, limit).select(object).toLocalIterator();
    for (int printed = 0; all.hasNext() && printed < limit; printed++) {
      out.println(all.next().getString(0));
    }
    return all.hasNext();
  }

  /** One more than is printed, to know that there is one. */
  private static Dataset<Row> limited(Dataset<Row> rows, int limit) {
    return limit == Integer.MAX_VALUE ? rows : rows.limit(limit + 1);
  }

  /** By position: two columns may have one name. */
  private static Dataset<Row> texts(Dataset<Row> rows) {
    String[] names =
        IntStream.range(0, rows.columns().length).mapToObj(i -> "c" + i).toArray(String[]::new);
    Column[] texts = Stream.of(names).map(n -> col(n).cast("string")).toArray(Column[]::new);
    return rows.toDF(names).select(texts);
  }
}
