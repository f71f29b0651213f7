package io.segmentlake.pipelines;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.StructType;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * Values of Spark's rows as Delta's kernel reads them when it writes a file.
 *
 * @param type of the values
 * @param places where each value lies
 */
record SparkVector(DataType type, List<Place> places) implements ColumnVector {

  /** A value within a row, a structure or a list; nowhere where what holds it is null. */
  record Place(SpecializedGetters holder, int ordinal) {
    boolean isNull() {
      return holder == null || holder.isNullAt(ordinal);
    }
  }

  /** One column of some rows. */
  static SparkVector column(List<? extends SpecializedGetters> rows, int ordinal, DataType type) {
    return new SparkVector(type, rows.stream().map(row -> new Place(row, ordinal)).toList());
  }

  @Override
  public DataType getDataType() {
    return type;
  }

  @Override
  public int getSize() {
    return places.size();
  }

  @Override
  public boolean isNullAt(int row) {
    return places.get(row).isNull();
  }

  @Override
  public boolean getBoolean(int row) {
    return places.get(row).holder().getBoolean(places.get(row).ordinal());
  }

  /** Also dates, as days since 1970. */
  @Override
  public int getInt(int row) {
    return places.get(row).holder().getInt(places.get(row).ordinal());
  }

  /** Also instants, as microseconds since 1970. */
  @Override
  public long getLong(int row) {
    return places.get(row).holder().getLong(places.get(row).ordinal());
  }

  @Override
  public double getDouble(int row) {
    return places.get(row).holder().getDouble(places.get(row).ordinal());
  }

  @Override
  public String getString(int row) {
    return places.get(row).holder().getUTF8String(places.get(row).ordinal()).toString();
  }

  @Override
  public byte[] getBinary(int row) {
    return places.get(row).holder().getBinary(places.get(row).ordinal());
  }

  @Override
  public BigDecimal getDecimal(int row) {
    DecimalType decimal = (DecimalType) type;
    return places
        .get(row)
        .holder()
        .getDecimal(places.get(row).ordinal(), decimal.getPrecision(), decimal.getScale())
        .toJavaBigDecimal();
  }

  @Override
  public ArrayValue getArray(int row) {
    ArrayData elements = places.get(row).holder().getArray(places.get(row).ordinal());
    DataType elementType = ((ArrayType) type).getElementType();
    List<Place> all =
        java.util.stream.IntStream.range(0, elements.numElements())
            .mapToObj(i -> new Place(elements, i))
            .toList();
    return new ArrayValue() {
      @Override
      public int getSize() {
        return all.size();
      }

      @Override
      public ColumnVector getElements() {
        return new SparkVector(elementType, all);
      }
    };
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    StructType struct = (StructType) type;
    return new SparkVector(
        struct.at(ordinal).getDataType(),
        places.stream()
            .map(p -> p.isNull() ? null : p.holder().getStruct(p.ordinal(), struct.length()))
            .map(holder -> new Place(holder, ordinal))
            .toList());
  }

  @Override
  public void close() {}
}
