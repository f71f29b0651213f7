package io.segmentlake.pipelines.bronze;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of a table as sorted lines of text, so that tests compare whole tables. */
final class TableTexts {
  private TableTexts() {}

  static List<String> of(Dataset<Row> table, String... columns) {
    Column[] texts =
        Arrays.stream(columns).map(name -> col(name).cast("string")).toArray(Column[]::new);
    return table.select(texts).collectAsList().stream().map(TableTexts::line).sorted().toList();
  }

  private static String line(Row row) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.isNullAt(i) ? "-" : row.getString(i))
        .collect(Collectors.joining(" | "));
  }
}
