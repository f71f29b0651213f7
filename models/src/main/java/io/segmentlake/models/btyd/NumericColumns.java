package io.segmentlake.models.btyd;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Checks that the columns a model reads are there and are numbers, and that those it adds are not.
 */
final class NumericColumns {
  private NumericColumns() {}

  static void check(String reader, StructType schema, List<String> names) {
    List<String> there = Arrays.asList(schema.fieldNames());
    for (String name : names) {
      if (!there.contains(name)) {
        throw new IllegalArgumentException(
            "Cannot apply %s: there is no such column (%s). Columns are %s."
                .formatted(reader, name, String.join(", ", there)));
      }
      StructField field = schema.apply(name);
      if (!(field.dataType() instanceof NumericType)) {
        throw new IllegalArgumentException(
            "Cannot apply %s: column %s is no number (%s). Any numeric type is allowed."
                .formatted(reader, name, field.dataType().simpleString()));
      }
    }
  }

  /** The schema with the columns that a model adds. */
  static StructType with(String writer, StructType schema, StructType added) {
    StructType both = schema;
    for (StructField field : added.fields()) {
      if (Arrays.asList(schema.fieldNames()).contains(field.name())) {
        throw new IllegalArgumentException(
            "Cannot apply %s: a column that it adds is there already (%s). Set outputPrefix."
                .formatted(writer, field.name()));
      }
      both = both.add(field);
    }
    return both;
  }
}
