package io.segmentlake.pipelines.training;

import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.features.CustomerDay;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Customers who visit until they lose interest, order on some of these days, and each spend amounts
 * near one of their own: visits tell who comes back, and the first order how much it will be.
 * Histories of orders alone know neither of who has ordered once.
 */
final class VisitedShop {
  private static final int DAYS = 540;

  private VisitedShop() {}

  /** The ledger of 540 days up to a date, in place of what was there. */
  static void write(Lakehouse lakehouse, int customers, LocalDate asOf) {
    SplittableRandom dice = new SplittableRandom(7);
    LocalDate start = asOf.minusDays(DAYS - 1L);
    List<Row> rows = new ArrayList<>();
    for (long id = 1; id <= customers; id++) {
      int day = dice.nextInt(120);
      int until = day + (int) (-200 * Math.log(dice.nextDouble()));
      double worth = 10 * Math.exp(2.5 * dice.nextDouble());
      rows.add(row(id, start.plusDays(day), "orders", "order", worth));
      while (++day < Math.min(until, DAYS)) {
        if (dice.nextDouble() < .08) {
          rows.add(row(id, start.plusDays(day), "web_events", "view", 0));
          if (dice.nextDouble() < .15) {
            double amount = worth * (.8 + .4 * dice.nextDouble());
            rows.add(row(id, start.plusDays(day), "orders", "order", amount));
          }
        }
      }
    }
    lakehouse.replace(
        CustomerDay.TABLE, lakehouse.spark().createDataFrame(rows, CustomerDay.TABLE.structType()));
  }

  private static Row row(long id, LocalDate on, String stream, String type, double amount) {
    return RowFactory.create(
        id,
        Date.valueOf(on),
        stream,
        type,
        Date.valueOf(on),
        1L,
        1L,
        BigDecimal.valueOf(amount).setScale(4, RoundingMode.HALF_UP),
        BigDecimal.ZERO.setScale(4),
        1L,
        on.toString().substring(0, 7));
  }
}
