package io.segmentlake.models.recommendations;

import java.util.List;
import org.apache.spark.sql.Row;

/**
 * A product that a person has bought.
 *
 * @param weight above 0: how much it says of the person, of {@link Purchases}
 */
record Purchase(String product, double weight) {

  /** Of a row of {@link Purchases}. */
  static List<Purchase> all(List<Row> purchases) {
    return purchases.stream().map(p -> new Purchase(p.getString(0), p.getDouble(1))).toList();
  }
}
