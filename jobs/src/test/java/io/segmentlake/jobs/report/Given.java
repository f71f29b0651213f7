package io.segmentlake.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.jobs.LocalSession;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Literal rows in a lakehouse of the test's own. */
public final class Given {
  private final Lakehouse lakehouse;

  public Given(Path folder) {
    lakehouse = Lakehouse.open(LocalSession.open(), folder.resolve("lakehouse").toString());
  }

  public Lakehouse lakehouse() {
    return lakehouse;
  }

  /**
   * Replaces the table's rows.
   *
   * @param text a line of names and a line for each row, cells apart by {@code |}; an empty cell is
   *     null, as are columns that are not named; arrays are written as JSON
   */
  public Given table(Table table, String text) {
    List<String[]> lines = text.lines().map(Given::cells).toList();
    List<String> names = Arrays.asList(lines.get(0));
    StructType texts = new StructType();
    for (String name : names) {
      texts = texts.add(name, "string");
    }
    List<Row> rows =
        lines.stream().skip(1).map(cells -> RowFactory.create((Object[]) cells)).toList();
    Dataset<Row> typed =
        lakehouse
            .spark()
            .createDataFrame(rows, texts)
            .select(
                Arrays.stream(table.structType().fields())
                    .map(f -> value(names, f.name(), f.dataType()).as(f.name()))
                    .toArray(Column[]::new));
    lakehouse.replace(table, typed);
    return this;
  }

  private static Column value(List<String> names, String name, DataType type) {
    if (!names.contains(name)) {
      return lit(null).cast(type);
    }
    return type instanceof ArrayType ? from_json(col(name), type, Map.of()) : col(name).cast(type);
  }

  private static String[] cells(String line) {
    return Arrays.stream(line.split("\\|", -1))
        .map(String::strip)
        .map(cell -> cell.isEmpty() ? null : cell)
        .toArray(String[]::new);
  }
}
