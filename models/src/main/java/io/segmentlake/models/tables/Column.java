package io.segmentlake.models.tables;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/**
 * One column of a table's contract.
 *
 * @param name snake case, with its unit as a suffix where it has one
 * @param type Spark SQL type
 * @param about what a reader of the table needs to know, one sentence
 */
public record Column(String name, DataType type, String about) {
  /** Hundreds of columns have a dozen types, and Spark's parser takes a millisecond for each. */
  private static final Map<String, DataType> TYPES = new ConcurrentHashMap<>();

  public static Column of(String name, String ddlType, String about) {
    return new Column(name, TYPES.computeIfAbsent(ddlType, DataType::fromDDL), about);
  }

  StructField field() {
    return new StructField(name, type, true, metadata());
  }

  private org.apache.spark.sql.types.Metadata metadata() {
    return new org.apache.spark.sql.types.MetadataBuilder().putString("comment", about).build();
  }
}
