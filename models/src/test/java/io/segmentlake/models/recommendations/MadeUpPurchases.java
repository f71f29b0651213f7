package io.segmentlake.models.recommendations;

import io.segmentlake.models.SparkExtension;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * People of three tastes, each for ten products which no category tells apart, of which the first
 * sell best.
 */
final class MadeUpPurchases {
  static final LocalDate LAST = LocalDate.parse("2026-06-30");
  static final int DAYS = 150;

  private MadeUpPurchases() {}

  /** customer_id, order_id, product_id, event_on: three lines an order. */
  static Dataset<Row> lines(SparkExtension spark, int customers) {
    SplittableRandom dice = new SplittableRandom(5);
    List<Row> rows = new ArrayList<>();
    for (long customer = 1; customer <= customers; customer++) {
      int taste = dice.nextInt(3);
      for (int order = 0; order < 4; order++) {
        Date day = Date.valueOf(LAST.minusDays(dice.nextInt(DAYS)));
        for (int line = 0; line < 3; line++) {
          int group = dice.nextDouble() < .9 ? taste : dice.nextInt(3);
          int product = (int) (10 * dice.nextDouble() * dice.nextDouble());
          rows.add(RowFactory.create(customer, customer + "-" + order, "P" + group + product, day));
        }
      }
    }
    return spark.table(
        "customer_id bigint, order_id string, product_id string, event_on date",
        rows.toArray(Row[]::new));
  }
}
