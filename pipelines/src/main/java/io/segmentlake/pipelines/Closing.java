package io.segmentlake.pipelines;

import io.delta.kernel.utils.CloseableIterator;
import io.segmentlake.models.tables.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Few rows of a table that cease to hold: the files in which they lie are written anew, whole,
 * which for small files is sooner done than a merge is planned.
 *
 * @param table in which they lie
 * @param closes identity columns and the new values of the columns to set, and for a table with
 *     partitions {@link Lakehouse#LIES_IN}
 * @param identity columns that name one open row
 * @param set columns to set
 */
record Closing(Table table, FewRows closes, List<String> identity, List<String> set) {
  private static final long MOST_BYTES = 16L << 20;

  /** Files taken out, and the rows that stand in their place. */
  record Rewritten(List<ScannedFile> gone, List<InternalRow> rows) {}

  /** Empty where the files that may hold the rows are too large to be written anew. */
  Optional<Rewritten> in(CommittedTable now) {
    Set<String> partitions = partitions();
    StructType known = identitySchema();
    List<ScannedFile> files =
        now.scanned(known).stream().filter(file -> isAmong(partitions, file)).toList();
    if (files.stream().mapToLong(ScannedFile::bytes).sum() > MOST_BYTES) {
      return Optional.empty();
    }
    Map<List<Object>, InternalRow> closed = new HashMap<>();
    closes.rows().forEach(row -> closed.put(values(row, closes.schema(), identity), row));
    Map<String, ScannedFile> whole =
        now.scanned(table.structType()).stream()
            .collect(Collectors.toMap(ScannedFile::path, file -> file));
    List<ScannedFile> gone = new ArrayList<>();
    List<InternalRow> rows = new ArrayList<>();
    for (ScannedFile file : files) {
      boolean holdsSome =
          internal(file, known).stream().anyMatch(row -> closing(row, known, closed).isPresent());
      if (holdsSome) {
        gone.add(file);
        internal(whole.get(file.path()), table.structType()).stream()
            .map(row -> closing(row, table.structType(), closed).map(c -> with(row, c)).orElse(row))
            .forEach(rows::add);
      }
    }
    return Optional.of(new Rewritten(gone, rows));
  }

  /** Where the rows lie; of a table without partitions no file has a value. */
  private Set<String> partitions() {
    return table.partitionedBy().isEmpty()
        ? Set.of()
        : closes.rows().stream()
            .map(row -> values(row, closes.schema(), List.of(Lakehouse.LIES_IN)).get(0))
            .map(String::valueOf)
            .collect(Collectors.toSet());
  }

  private static boolean isAmong(Set<String> partitions, ScannedFile file) {
    return file.partition().values().stream().map(String::valueOf).allMatch(partitions::contains);
  }

  /** What an open row is known by. */
  private StructType identitySchema() {
    StructType all = table.structType();
    StructType some = new StructType();
    for (String name :
        Stream.concat(identity.stream(), TableProperties.end(table).stream()).distinct().toList()) {
      some = some.add(all.apply(name));
    }
    return some;
  }

  private Optional<InternalRow> closing(
      InternalRow row, StructType schema, Map<List<Object>, InternalRow> closed) {
    boolean isOpen = row.isNullAt(schema.fieldIndex(TableProperties.end(table).orElseThrow()));
    return isOpen
        ? Optional.ofNullable(closed.get(values(row, schema, identity)))
        : Optional.empty();
  }

  private InternalRow with(InternalRow row, InternalRow close) {
    StructType schema = table.structType();
    Object[] values = values(row, schema, List.of(schema.fieldNames())).toArray();
    for (String name : set) {
      DataType type = closes.schema().apply(name).dataType();
      values[schema.fieldIndex(name)] = close.get(closes.schema().fieldIndex(name), type);
    }
    return new GenericInternalRow(values);
  }

  private static List<Object> values(InternalRow row, StructType schema, List<String> names) {
    List<Object> values = new ArrayList<>();
    for (String name : names) {
      int place = schema.fieldIndex(name);
      values.add(row.isNullAt(place) ? null : row.get(place, schema.apply(place).dataType()));
    }
    return values;
  }

  private static List<InternalRow> internal(ScannedFile file, StructType schema) {
    scala.Function1<Object, Object> converter =
        CatalystTypeConverters.createToCatalystConverter(schema);
    List<InternalRow> rows = new ArrayList<>();
    try (CloseableIterator<Row> all = file.rows()) {
      all.forEachRemaining(row -> rows.add((InternalRow) converter.apply(row)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read a file of the table", e);
    }
    return rows;
  }
}
