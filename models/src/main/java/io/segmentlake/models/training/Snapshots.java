package io.segmentlake.models.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The contract of training snapshots: all columns of {@code features.customer} with {@code as_of}
 * as the cut-off, and labels over (cut-off, cut-off + h].
 */
public final class Snapshots {
  /** Days ahead that customers' value is measured over. */
  public static final int VALUE_HORIZON = 180;

  /** Days ahead that labels are made for. */
  public static final List<Integer> HORIZONS = List.of(30, 60, 90, VALUE_HORIZON);

  public static final Table TABLE = table(HORIZONS);

  private Snapshots() {}

  /** For example {@code orders_next_30d}. */
  public static String orders(int horizonDays) {
    return "orders_next_" + horizonDays + "d";
  }

  /** For example {@code revenue_next_30d}. */
  public static String revenue(int horizonDays) {
    return "revenue_next_" + horizonDays + "d";
  }

  /** The day of the shop's first order, by the snapshots of a date; empty where nobody ordered. */
  public static Optional<LocalDate> firstOrder(Dataset<Row> snapshots, LocalDate asOf) {
    Row first =
        snapshots
            .where(col("as_of").equalTo(lit(Date.valueOf(asOf))))
            .agg(min("first_order_on"))
            .head();
    return Optional.ofNullable(first.<Date>getAs(0)).map(Date::toLocalDate);
  }

  /** The table with labels of other horizons. */
  public static Table table(List<Integer> horizons) {
    List<Column> columns = new ArrayList<>(FeatureColumns.CUSTOMER.columns());
    for (int days : horizons) {
      String unknown = ", the " + days + " days after the cut-off; null where history ends before";
      columns.add(Column.of(orders(days), "bigint", "Orders" + unknown));
      columns.add(Column.of(revenue(days), "decimal(28,4)", "Revenue less refunds" + unknown));
    }
    return new Table(
        "training",
        "snapshots",
        "One row per person and cut-off.",
        columns,
        List.of(),
        Table.Access.OPEN);
  }
}
