package io.segmentlake.pipelines;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.util.VectorUtils;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Makes rows of Delta's kernel into those that Spark would collect.
 *
 * @param schema names and types of the columns wanted
 */
record KernelRows(StructType schema) {

  org.apache.spark.sql.Row of(Row row) {
    return row(row, schema);
  }

  private static org.apache.spark.sql.Row row(Row row, StructType schema) {
    Object[] values = new Object[schema.length()];
    for (int i = 0; i < values.length; i++) {
      StructField field = schema.apply(i);
      int place = row.getSchema().indexOf(field.name());
      boolean isNull = place < 0 || row.isNullAt(place);
      values[i] = isNull ? null : value(row, place, field.dataType());
    }
    return new GenericRowWithSchema(values, schema);
  }

  private static Object value(Row row, int place, DataType type) {
    if (type instanceof StructType struct) {
      return row(row.getStruct(place), struct);
    } else if (type instanceof ArrayType array) {
      return CollectionConverters.asScala(elements(row.getArray(place), array)).toSeq();
    } else if (type instanceof StringType) {
      return row.getString(place);
    } else if (type instanceof LongType) {
      return row.getLong(place);
    } else if (type instanceof IntegerType) {
      return row.getInt(place);
    } else if (type instanceof BooleanType) {
      return row.getBoolean(place);
    } else if (type instanceof DoubleType) {
      return row.getDouble(place);
    } else if (type instanceof DecimalType) {
      return row.getDecimal(place);
    } else if (type instanceof DateType) {
      return date(row.getInt(place));
    } else if (type instanceof TimestampType) {
      return timestamp(row.getLong(place));
    }
    throw new IllegalArgumentException("Cannot read a column of type " + type.sql());
  }

  private static List<Object> elements(ArrayValue array, ArrayType type) {
    List<Object> elements = VectorUtils.toJavaList(array);
    return elements.stream().map(e -> e == null ? null : element(e, type.elementType())).toList();
  }

  private static Object element(Object element, DataType type) {
    if (type instanceof StructType struct) {
      return row((Row) element, struct);
    } else if (type instanceof DateType) {
      return date((int) element);
    } else if (type instanceof TimestampType) {
      return timestamp((long) element);
    }
    return element;
  }

  private static Date date(int days) {
    return Date.valueOf(LocalDate.ofEpochDay(days));
  }

  private static Timestamp timestamp(long micros) {
    return Timestamp.from(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }
}
