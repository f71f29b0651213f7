package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.sql.Timestamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Amount and margin of an order line. The cost is the line's own or else the product's at the time
 * of the order; without either the margin is null. While the rate of its currency is not known,
 * nothing of it is.
 */
record LineAmounts(Rates rates) implements Derivation {

  @Override
  public Dataset<Row> derive(Arrivals arrivals, Dataset<Row> rows) {
    Column kind = coalesce(col("kind"), lit("sale"));
    Column amount =
        col("quantity").multiply(col("unit_price")).minus(coalesce(col("discount_amount"), lit(0)));
    Column cost =
        col("quantity")
            .multiply(
                coalesce(Rates.converted(col("unit_cost")), CostHistory.at(col("ordered_at"))));
    return rates
        .of(arrivals.lakehouse(), rows)
        .join(CostHistory.of(arrivals), "product_id", "left")
        .withColumn("line_amount", Rates.converted(amount))
        .withColumn("margin_amount", col("line_amount").minus(cost).cast("decimal(28,4)"))
        .withColumn(
            "is_sale",
            kind.isin("sale", "service")
                .and(col("quantity").gt(0))
                .and(col("unit_price").gt(0))
                .and(col("rate").isNotNull()));
  }

  @Override
  public boolean followsOthers(Arrivals arrivals) {
    return CostHistory.mayFollow(arrivals) || rates.mayChange(arrivals);
  }

  @Override
  public Dataset<Row> alsoTouched(Arrivals arrivals, Dataset<Row> live) {
    return ofOtherCost(arrivals, live)
        .unionByName(rates.touched(arrivals, live))
        .dropDuplicates("record_key");
  }

  private static Dataset<Row> ofOtherCost(Arrivals arrivals, Dataset<Row> live) {
    if (!CostHistory.mayChange(arrivals)) {
      return live.limit(0);
    }
    Dataset<Row> changes = CostHistory.changes(arrivals);
    Timestamp from = changes.agg(min("changed_from")).head().getTimestamp(0);
    if (from == null) {
      return live.limit(0);
    }
    // A day of slack, for the business date begins before or after the instant's date in UTC.
    Column since =
        lit(from).minus(org.apache.spark.sql.functions.expr("interval 1 day")).cast("date");
    return live.where(col("unit_cost").isNull().and(col("event_on").geq(since)))
        .join(broadcast(changes.select("product_id")), "product_id", "left_semi");
  }
}
