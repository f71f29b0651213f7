package io.segmentlake.models.uplift;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.training.Experiments;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of training.experiments with {@code ordered}, 1 or 0.
 *
 * @param rows held, in an order that neither their source nor the number of cores decides
 * @param arms what was offered, the mildest first, each with its customers
 */
record ExperimentRows(Dataset<Row> rows, List<Arm> arms) {
  static final String ORDERED = "ordered";
  static final String TREATED = "treated";

  record Arm(IncentiveArm incentive, long customers) {}

  static ExperimentRows of(Dataset<Row> experiment) {
    // Two partitions, as MLlib adds up their sums in the order in which they finish, and of two
    // numbers the sum does not depend on it.
    Dataset<Row> rows =
        experiment
            .withColumn(ORDERED, when(col("orders_after").gt(0), 1.0).otherwise(0.0))
            .repartition(2, col("customer_id"))
            .sortWithinPartitions("customer_id")
            .localCheckpoint();
    List<Arm> arms =
        rows
            .where(col("arm").notEqual(Experiments.CONTROL))
            .groupBy("arm")
            .agg(
                amount("discount_rate"),
                amount("cost_per_order"),
                amount("cost_per_contact"),
                count(lit(1)))
            .collectAsList()
            .stream()
            .map(ExperimentRows::arm)
            .sorted(mildestFirst())
            .toList();
    return new ExperimentRows(rows, arms);
  }

  private static Column amount(String name) {
    return max(col(name).cast("double"));
  }

  private static Arm arm(Row row) {
    IncentiveArm incentive =
        new IncentiveArm(row.getString(0), row.getDouble(1), row.getDouble(2), row.getDouble(3));
    return new Arm(incentive, row.getLong(4));
  }

  private static Comparator<Arm> mildestFirst() {
    return Comparator.comparing(
        Arm::incentive,
        Comparator.comparing(IncentiveArm::discount)
            .thenComparing(IncentiveArm::costPerOrder)
            .thenComparing(IncentiveArm::costPerContact)
            .thenComparing(IncentiveArm::name));
  }

  /** The arm that most is known of. */
  Optional<Arm> largest() {
    return arms.stream().max(Comparator.comparing(Arm::customers));
  }

  /** Customers of an arm and of the control, with {@code treated} 1 or 0. */
  static Dataset<Row> against(Dataset<Row> rows, IncentiveArm arm) {
    return rows.where(col("arm").isin(arm.name(), Experiments.CONTROL))
        .withColumn(TREATED, when(col("arm").equalTo(arm.name()), 1).otherwise(0));
  }

  /** Columns that learning and measuring read, and no others. */
  static Column[] needed(String vector) {
    return Stream.of(
            "customer_id",
            "campaign_id",
            "arm",
            ORDERED,
            "orders_after",
            "revenue_after",
            "margin_after",
            "average_order_value",
            "revenue_lifetime",
            "margin_lifetime",
            vector)
        .<Column>map(name -> col(name))
        .toArray(Column[]::new);
  }

  /** Customers of one arm. */
  static Dataset<Row> in(Dataset<Row> rows, String arm) {
    return rows.where(col("arm").equalTo(arm));
  }
}
