package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.StreamColumn;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * How many valid rows of a stream have a value in each of its columns. One pass over the table.
 *
 * @param stream name; {@code contacts} for the personal data of customers
 * @param rows valid rows
 * @param filled rows with a value, by column, in the order of the stream's declaration
 */
public record FillRates(String stream, long rows, Map<String, Long> filled) {
  private static final List<String> CONTACTS =
      List.of("email", "phone", "first_name", "last_name", "address", "birth_on");

  /** Of all streams that were ever loaded, and of the contacts. */
  public static List<FillRates> of(Lakehouse lakehouse) {
    List<FillRates> all = new ArrayList<>();
    for (Stream stream : Streams.all()) {
      List<String> columns = stream.columns().stream().map(StreamColumn::name).toList();
      add(all, lakehouse, SilverTables.of(stream), stream.name(), columns);
    }
    add(all, lakehouse, SilverTables.CONTACTS, "contacts", CONTACTS);
    return all;
  }

  private static void add(
      List<FillRates> all, Lakehouse lakehouse, Table table, String name, List<String> columns) {
    if (!lakehouse.exists(table)) {
      return;
    }
    Column[] counts = columns.stream().map(c -> count(col(c)).as(c)).toArray(Column[]::new);
    Row row = lakehouse.live(table).agg(count(lit(1)), counts).head();
    Map<String, Long> filled = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      filled.put(columns.get(i), row.getLong(i + 1));
    }
    all.add(new FillRates(name, row.getLong(0), filled));
  }
}
