package io.segmentlake.models.tables;

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

  public static Column of(String name, String ddlType, String about) {
    return new Column(name, DataType.fromDDL(ddlType), about);
  }

  StructField field() {
    return new StructField(name, type, true, metadata());
  }

  private org.apache.spark.sql.types.Metadata metadata() {
    return new org.apache.spark.sql.types.MetadataBuilder().putString("comment", about).build();
  }
}
