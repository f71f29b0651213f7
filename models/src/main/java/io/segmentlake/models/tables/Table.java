package io.segmentlake.models.tables;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The contract of one lakehouse table: what others may rely on.
 *
 * @param schema the layer, which is the package that writes it
 * @param name the table within its layer
 * @param grain what one row is, as a sentence
 * @param columns in the order in which they are stored
 * @param partitionedBy names of partition columns, empty for none
 * @param access who may read it
 */
public record Table(
    String schema,
    String name,
    String grain,
    List<Column> columns,
    List<String> partitionedBy,
    Access access) {

  /** Personal data lies in restricted tables alone, and these carry no column statistics. */
  public enum Access {
    OPEN,
    RESTRICTED
  }

  public Table {
    columns = List.copyOf(columns);
    partitionedBy = List.copyOf(partitionedBy);
  }

  public static Table of(String fullName, String grain, Column... columns) {
    String[] parts = fullName.split("\\.", 2);
    return new Table(parts[0], parts[1], grain, Arrays.asList(columns), List.of(), Access.OPEN);
  }

  public Table partitionedBy(String... names) {
    return new Table(schema, name, grain, columns, List.of(names), access);
  }

  public Table restricted() {
    return new Table(schema, name, grain, columns, partitionedBy, Access.RESTRICTED);
  }

  /** For example {@code silver.orders}. */
  public String fullName() {
    return schema + "." + name;
  }

  public StructType structType() {
    return new StructType(columns.stream().map(Column::field).toArray(StructField[]::new));
  }

  public org.apache.spark.sql.Column[] select() {
    return columns.stream()
        .map(c -> org.apache.spark.sql.functions.col(c.name()).cast(c.type()).as(c.name()))
        .toArray(org.apache.spark.sql.Column[]::new);
  }

  @Override
  public String toString() {
    return fullName();
  }
}
