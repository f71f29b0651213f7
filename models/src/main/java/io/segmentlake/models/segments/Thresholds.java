package io.segmentlake.models.segments;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Thresholds as rows (as_of, name, value), and as columns beside each customer. */
final class Thresholds {
  private Thresholds() {}

  /** Those of the whole shop that are wanted; a category's own statistics are no thresholds. */
  static Dataset<Row> ofShop(Dataset<Row> shop, Collection<ShopThreshold> wanted) {
    Object[] keys = wanted.stream().map(ShopThreshold::key).toArray();
    Column key = concat(col("name"), lit("."), col("statistic"));
    return shop.where(col("category").isNull().and(key.isin(keys)))
        .select(col("as_of"), key.as("name"), col("value").cast("decimal(28,4)").as("value"));
  }

  /** Each row with a column per threshold; null where the date has none. */
  static Dataset<Row> joined(Dataset<Row> rows, Dataset<Row> thresholds, List<String> keys) {
    if (keys.isEmpty()) {
      return rows;
    }
    List<Column> columns =
        keys.stream()
            .map(key -> max(when(col("name").equalTo(key), col("value"))).as(key))
            .toList();
    Dataset<Row> perDate =
        thresholds
            .groupBy(col("as_of").as("threshold_as_of"))
            .agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new));
    return rows.join(broadcast(perDate), col("as_of").equalTo(col("threshold_as_of")), "left_outer")
        .drop("threshold_as_of");
  }
}
