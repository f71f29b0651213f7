package io.segmentlake.models.btyd;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Columns of doubles that one function works out together; a NaN is a null. */
final class PredictedColumns {
  private static final String TOGETHER = "__predicted";

  private PredictedColumns() {}

  static StructType schema(String prefix, List<String> names) {
    StructType schema = new StructType();
    for (String name : names) {
      schema = schema.add(prefix + name, DataTypes.DoubleType);
    }
    return schema;
  }

  static Row row(double... values) {
    return RowFactory.create(
        Arrays.stream(values).mapToObj(value -> Double.isNaN(value) ? null : value).toArray());
  }

  /** The rows with the fields of a struct as columns; Spark works out the struct once a row. */
  static Dataset<Row> add(Dataset<?> rows, Column struct, StructType fields) {
    Dataset<Row> predicted = rows.withColumn(TOGETHER, struct);
    for (String name : fields.fieldNames()) {
      predicted = predicted.withColumn(name, predicted.col(TOGETHER).getField(name));
    }
    return predicted.drop(TOGETHER);
  }
}
