package io.segmentlake.models.segments;

import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.tables.Column;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;

/** A row of features.customer of which a test says only what matters; the rest is nothing. */
record Customer(Map<String, Object> values) {

  static Customer of() {
    return new Customer(Map.of());
  }

  static Customer of(String column, Object value) {
    return of().with(column, value);
  }

  static Customer of(Map<String, Object> values) {
    return of().with(values);
  }

  /** A buyer whose last order was on a day before 31 March 2024. */
  static Customer lastOrder(String date) {
    long days = ChronoUnit.DAYS.between(LocalDate.parse(date), LocalDate.of(2024, 3, 31));
    return of("last_order_on", date)
        .with("orders_lifetime", 1L)
        .with("days_since_last_order", (int) days);
  }

  Customer with(String column, Object value) {
    Map<String, Object> more = new TreeMap<>(values);
    more.put(column, value);
    return new Customer(more);
  }

  Customer with(Map<String, Object> others) {
    Map<String, Object> more = new TreeMap<>(values);
    more.putAll(others);
    return new Customer(more);
  }

  Row row(LocalDate asOf, long id) {
    List<Object> row = new ArrayList<>();
    for (Column column : FeatureColumns.CUSTOMER.columns()) {
      if (column.name().equals("customer_id")) {
        row.add(id);
      } else if (column.name().equals("as_of")) {
        row.add(Date.valueOf(asOf));
      } else {
        row.add(value(column));
      }
    }
    return RowFactory.create(row.toArray());
  }

  private Object value(Column column) {
    Object value = values.get(column.name());
    if (value == null && !values.containsKey(column.name())) {
      return nothing(column);
    }
    if (column.type() instanceof DateType && value != null) {
      return Date.valueOf((String) value);
    }
    return column.type() instanceof DecimalType && value != null
        ? new BigDecimal((String) value).setScale(4)
        : value;
  }

  private static Object nothing(Column column) {
    if (!Vocabularies.isNeverNull(column.name())) {
      return null;
    } else if (column.type() instanceof LongType) {
      return 0L;
    } else if (column.type() instanceof IntegerType) {
      return 0;
    } else if (column.type() instanceof BooleanType) {
      return true;
    }
    return column.type() instanceof DecimalType ? BigDecimal.ZERO.setScale(4) : "none";
  }
}
