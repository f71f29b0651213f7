package io.segmentlake.pipelines;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The order-free hash of a table's rows: the sum, as a decimal, of one 64-bit hash a row.
 *
 * <p>A sum rather than an exclusive or, so that a duplicated row changes it; decimal, because a
 * bigint sum overflows under ANSI; each column preceded by its null marker, because {@code
 * xxhash64(null, 1) = xxhash64(1, null)}.
 *
 * @param rows number of rows
 * @param hash sum of the row hashes, 0 for no rows
 */
public record ContentHash(long rows, BigDecimal hash) {
  /** Where a row came from and when it became known is no part of what it says. */
  public static final Set<String> PROVENANCE =
      Set.of(
          "source",
          "file_id",
          "line",
          "known_at",
          "arrived_seq",
          "superseded_seq",
          "known_from",
          "known_to");

  static final ContentHash EMPTY = new ContentHash(0, BigDecimal.ZERO);

  /** Reads all rows and hashes the columns that are not provenance. */
  public static ContentHash of(Dataset<Row> rows) {
    List<Column> both = aggregates(rows.schema());
    return from(rows.agg(both.get(0), both.get(1)).head());
  }

  /** Row count and hash sum over the columns of a schema, named {@code rows} and {@code hash}. */
  static List<Column> aggregates(StructType schema) {
    return aggregates(schema, lit(true));
  }

  /** The same over the rows that count. */
  static List<Column> aggregates(StructType schema, Column counts) {
    return List.of(
        count(when(counts, lit(1))).as("rows"),
        coalesce(sum(when(counts, rowHash(schema))), lit(0).cast("decimal(38,0)")).as("hash"));
  }

  /** One row's hash as decimal(28,0), which leaves room to sum ten thousand million rows. */
  public static Column rowHash(StructType schema) {
    List<Column> marked = new ArrayList<>();
    for (StructField field : schema.fields()) {
      if (!PROVENANCE.contains(field.name())) {
        marked.add(col(field.name()).isNull());
        marked.add(value(field));
      }
    }
    return xxhash64(marked.toArray(Column[]::new)).cast("decimal(28,0)");
  }

  /** Nulls within lists and structures would leave no trace in a hash; in a text they do. */
  private static Column value(StructField field) {
    Column value = col(field.name());
    boolean isNested =
        field.dataType() instanceof StructType
            || field.dataType() instanceof ArrayType
            || field.dataType() instanceof MapType;
    return isNested ? to_json(value, Map.of("ignoreNullFields", "false")) : value;
  }

  static ContentHash from(Row row) {
    return new ContentHash(row.getLong(0), row.getDecimal(1));
  }
}
