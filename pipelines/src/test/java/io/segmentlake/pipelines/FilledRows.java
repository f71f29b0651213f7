package io.segmentlake.pipelines;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.tables.Table;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of a table of which a test names the columns that matter to it. */
public final class FilledRows {
  private FilledRows() {}

  /** All columns of the table, in its types; those that are not given are null. */
  public static Dataset<Row> of(Table table, Dataset<Row> given) {
    List<String> there = List.of(given.columns());
    return given.select(
        Stream.of(table.structType().fields())
            .map(
                f ->
                    (there.contains(f.name()) ? col(f.name()) : lit(null))
                        .cast(f.dataType())
                        .as(f.name()))
            .toArray(Column[]::new));
  }
}
